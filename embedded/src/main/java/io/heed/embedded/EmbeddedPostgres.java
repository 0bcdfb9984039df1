package io.heed.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL as a child process. It listens on 127.0.0.1 only, asks for passwords, which it makes itself, and
 * keeps its data over restarts; what it has committed survives also a power cut.
 */
public final class EmbeddedPostgres implements RunningPart, AutoCloseable {
    private static final String DATABASE = "heed";
    private static final String SUPERUSER = "postgres";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofMillis(2_500);

    private final HeedHome home;
    private final Path directory;
    private final int port;
    private final ChildProcess process;
    private final OrdinaryUser user = OrdinaryUser.forThisProcess();
    private final Passwords passwords;

    /**
     * Describes a server that is not started yet.
     *
     * @param directory where the database keeps its data and its passwords
     * @param log the file that takes its log
     * @param port the port on 127.0.0.1
     */
    public EmbeddedPostgres(HeedHome home, Path directory, Path log, int port) {
        this.home = home;
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.process = new ChildProcess("PostgreSQL", this.directory.resolve("process"), log);
        this.passwords = new Passwords(this.directory.resolve("passwords"));
    }

    /**
     * Starts PostgreSQL, makes its data folder and the database when they are new, and returns when it answers.
     *
     * @throws PartFailedException when it does not start within two minutes
     */
    @Override
    public void start() {
        PostgresPrograms programs = PostgresPrograms.unpacked(home);
        Path data = directory.resolve("data");
        new DatabaseFolder(data, programs, user).prepare(passwords.of(SUPERUSER));
        Patience patience = new Patience(STARTS_WITHIN);
        while (!comesUp(programs, data, patience)) {
            pause();
        }
        createDatabase();
    }

    /*
     * False when the server ended although there is hope: the backends of a killed server need a moment to notice, and
     * until the last of them is gone a new server refuses the folder, for good reason.
     */
    private boolean comesUp(PostgresPrograms programs, Path data, Patience patience) {
        process.start(user.command(command(programs, data)), Map.of("MALLOC_ARENA_MAX", "2"));
        try {
            patience.until(
                    this::answers,
                    process::requireAlive,
                    () -> new PartFailedException("PostgreSQL does not answer after " + STARTS_WITHIN.toSeconds()
                            + " s; its log is " + process.log() + "."));
            return true;
        } catch (PartFailedException failure) {
            if (process.isAlive() || patience.isOver() || !process.endOfLog().contains("shared memory block")) {
                process.kill();
                throw failure;
            }
            return false;
        }
    }

    private List<String> command(PostgresPrograms programs, Path data) {
        return PostgresSettings.command(programs.postgres(), data, port);
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while PostgreSQL started.", interrupted);
        }
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        } catch (SQLException failure) {
            throw new PartFailedException("Cannot create the database: " + failure.getMessage(), failure);
        }
    }

    /**
     * Makes sure that a schema is there with a role of the same name that owns it and may see nothing else.
     *
     * @param schema a plain lower-case name
     */
    public void createSchema(String schema) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a plain name: " + schema);
        }
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            String password = passwords.of(schema);
            boolean known;
            try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
                query.setString(1, schema);
                try (ResultSet found = query.executeQuery()) {
                    known = found.next();
                }
            }
            statement.execute((known ? "ALTER" : "CREATE") + " ROLE " + schema + " LOGIN PASSWORD '" + password + "'");
            statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO " + schema);
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION " + schema);
        } catch (SQLException failure) {
            throw new PartFailedException("Cannot create the schema " + schema + ": " + failure.getMessage(), failure);
        }
    }

    /** Drops a schema with everything in it and makes it anew, empty. */
    public void recreateSchema(String schema) {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        } catch (SQLException failure) {
            throw new PartFailedException("Cannot drop the schema " + schema + ": " + failure.getMessage(), failure);
        }
        createSchema(schema);
    }

    /** The address for a service whose tables are in this schema. */
    public String jdbcUrl(String schema) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?currentSchema=" + schema;
    }

    /** The role that owns this schema: it has the schema's name. */
    public String username(String schema) {
        return schema;
    }

    public String password(String schema) {
        return passwords.of(schema);
    }

    /** Connections as the role that owns this schema. */
    public DataSource dataSource(String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(schema));
        source.setUser(username(schema));
        source.setPassword(password(schema));
        return source;
    }

    /** Connections to Heed's database as the one who may do everything. */
    public DataSource superuser() {
        return superuser(DATABASE);
    }

    private DataSource superuser(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setUser(SUPERUSER);
        source.setPassword(passwords.of(SUPERUSER));
        return source;
    }

    private Connection connect(String database) throws SQLException {
        return superuser(database).getConnection();
    }

    public int port() {
        return port;
    }

    @Override
    public String title() {
        return "PostgreSQL";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    @Override
    public void kill() {
        process.kill();
    }

    /** Stops the server in good order, if it runs: connections are cut, transactions rolled back; the data stays. */
    @Override
    public void stop() {
        process.stop(ChildProcess.Signal.INT, STOPS_WITHIN);
    }

    @Override
    public void close() {
        stop();
    }
}
