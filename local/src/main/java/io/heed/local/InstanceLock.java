package io.heed.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.heed.embedded.ProcessMark;

/** One running Heed per data folder: a lock that the system takes back from a process that dies. */
final class InstanceLock implements AutoCloseable {
    private static final String MARK = "heed";

    private final DataFolder folder;
    private final FileChannel channel;

    private InstanceLock(DataFolder folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder.
     *
     * @throws Misuse when another Heed has it
     */
    static InstanceLock take(DataFolder folder) {
        return tryTake(folder).orElseThrow(() -> taken(folder));
    }

    /** What to say to whoever wants a folder that another Heed has. */
    static Misuse taken(DataFolder folder) {
        return new Misuse("Heed is already running on " + folder.root()
                + holder(folder).map(mark -> " (process " + mark.pid() + ")").orElse("")
                + ": stop it with ./heed down, or choose another folder with --data DIR.");
    }

    static Optional<InstanceLock> tryTake(DataFolder folder) {
        // ready before the lock is taken: whoever is refused in the same moment looks for it
        ProcessMark mark = ProcessMark.ofThisProcess();
        try {
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            mark.write(folder.mark(MARK));
            return Optional.of(new InstanceLock(folder, channel));
        } catch (IOException failure) {
            throw new Refusal("Cannot lock the data folder " + folder.root() + ": " + failure.getMessage(), failure);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The process that runs Heed on this folder. */
    static Optional<ProcessMark> holder(DataFolder folder) {
        return ProcessMark.read(folder.mark(MARK)).filter(mark -> mark.process().isPresent());
    }

    DataFolder folder() {
        return folder;
    }

    /** Gives the folder back; the process may live on and is no longer Heed's then. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(folder.mark(MARK));
            }
            channel.close();
        } catch (IOException failure) {
            throw new Refusal("Cannot unlock the data folder " + folder.root() + ": " + failure.getMessage(), failure);
        }
    }
}
