package io.heed.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to run a program that refuses to be root, as PostgreSQL's do.
 *
 * <p>An ordinary user runs it as it is. Root runs it in a user namespace of its own, where root's files belong to the
 * nobody that it is; where the system allows no such namespace, as the user nobody, to whom the data is given, with the
 * one capability of walking through folders that are closed to others.
 */
record OrdinaryUser(List<String> prefix, Optional<String> owner) {

    static OrdinaryUser forThisProcess() {
        if (!Programs.run("id", "-u").output().equals("0")) {
            return new OrdinaryUser(List.of(), Optional.empty());
        }
        Optional<String> unshare = Programs.find("unshare");
        if (unshare.isPresent()) {
            Programs.Answer answer = Programs.run(unshare.get(), "-U", "id", "-u");
            if (answer.exitCode() == 0 && !answer.output().equals("0")) {
                return new OrdinaryUser(List.of(unshare.get(), "-U"), Optional.empty());
            }
        }
        return asNobody();
    }

    static OrdinaryUser asNobody() {
        String setpriv = Programs.find("setpriv")
                .orElseThrow(
                        () -> new PartFailedException(
                                "PostgreSQL refuses to run as root here: run Heed as an ordinary user, or install util-linux."));
        String user = Programs.run("id", "-u", "nobody").output();
        String group = Programs.run("id", "-g", "nobody").output();
        return new OrdinaryUser(
                List.of(
                        setpriv,
                        "--reuid=" + user,
                        "--regid=" + group,
                        "--clear-groups",
                        "--inh-caps=-all,+dac_read_search",
                        "--ambient-caps=-all,+dac_read_search"),
                Optional.of(user + ":" + group));
    }

    List<String> command(List<String> program) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(program);
        return line;
    }

    /** Gives a folder to the user that the program runs as. */
    void own(Path folder) {
        owner.ifPresent(user -> Programs.run("chown", "-R", user, folder.toString()));
    }
}
