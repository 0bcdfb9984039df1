package io.heed.action.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.heed.action.teams.Teams;

/** Reads one line of the rules: patterns, then owners, then perhaps a {@code #} comment. */
final class RuleLine {

    private static final Set<String> ATTRIBUTES =
            Set.of("theme", "touchpoint", "site", "channel", "stage", "language", "kind");
    private static final String SEGMENT = "segment.";
    private static final int LONGEST = 1_000;

    private final int number;
    private final String line;
    private int at;

    private RuleLine(int number, String line) {
        this.number = number;
        this.line = line;
    }

    /** Why a line can't be read. Carries no stack trace: it never leaves this package. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        private Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** The rule of a line; empty where there is only space or a comment. */
    static Optional<OwnershipRule> read(int number, String line) throws Refused {
        return new RuleLine(number, line).read();
    }

    private Optional<OwnershipRule> read() throws Refused {
        if (line.length() > LONGEST) {
            throw new Refused("a line has at most " + LONGEST + " characters");
        }
        List<TraitPattern> patterns = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        skipSpace();
        int end = at;
        while (at < line.length() && line.charAt(at) != '#') {
            String token = token();
            if (isPattern(token)) {
                if (!owners.isEmpty()) {
                    throw new Refused("the pattern " + token + " stands behind an owner; patterns come first");
                }
                patterns.add(pattern(token));
            } else {
                owners.add(owner(token));
            }
            end = at;
            skipSpace();
        }
        if (patterns.isEmpty() && owners.isEmpty()) {
            return Optional.empty();
        }
        if (patterns.isEmpty()) {
            throw new Refused("there is no pattern before " + owners.getFirst() + "; write * for everything");
        }
        if (owners.isEmpty()) {
            throw new Refused("there is no owner behind the pattern; name a user or an @team");
        }
        return Optional.of(new OwnershipRule(number, line.substring(0, end).strip(), patterns, owners));
    }

    private void skipSpace() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    /** The characters up to the next space that is not between quotes, with their quotes. */
    private String token() throws Refused {
        int start = at;
        boolean quoted = false;
        while (at < line.length() && (quoted || !Character.isWhitespace(line.charAt(at)))) {
            if (line.charAt(at) == '"') {
                quoted = !quoted;
            }
            at++;
        }
        if (quoted) {
            throw new Refused("the quotation mark in " + line.substring(start) + " is never closed");
        }
        return line.substring(start, at);
    }

    private static boolean isPattern(String token) {
        return token.equals("*") || token.contains(":");
    }

    private static TraitPattern pattern(String token) throws Refused {
        if (token.equals("*")) {
            return new TraitPattern.Anything();
        }
        int colon = token.indexOf(':');
        String attribute = token.substring(0, colon);
        boolean segment = attribute.startsWith(SEGMENT) && attribute.length() > SEGMENT.length();
        if (!segment && !ATTRIBUTES.contains(attribute)) {
            throw new Refused(attribute
                    + ": is not known; known are theme, touchpoint, site, segment.NAME, channel, stage, language, kind"
                    + " and *");
        }
        String value = unquoted(token.substring(colon + 1), token);
        if (value.isEmpty()) {
            throw new Refused(token + " has no value; write " + attribute + ":* for any");
        }
        return new TraitPattern.Is(attribute, new Glob(value));
    }

    private static String unquoted(String value, String token) throws Refused {
        if (!value.contains("\"")) {
            return value;
        }
        boolean wholly = value.length() >= 2
                && value.startsWith("\"")
                && value.endsWith("\"")
                && value.indexOf('"', 1) == value.length() - 1;
        if (!wholly) {
            throw new Refused("in " + token + " quotation marks must stand round the whole value");
        }
        return value.substring(1, value.length() - 1);
    }

    private static String owner(String token) throws Refused {
        boolean known = token.startsWith("@") ? Teams.isName(token.substring(1)) : Teams.isMember(token);
        if (!known) {
            throw new Refused(token + " is neither a user such as ada nor a team such as @triage");
        }
        return token;
    }
}
