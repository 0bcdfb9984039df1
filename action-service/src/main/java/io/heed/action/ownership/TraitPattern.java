package io.heed.action.ownership;

import java.util.List;

/** One pattern of a rule. */
sealed interface TraitPattern {

    boolean matches(Traits traits);

    String explain(Traits traits);

    /** {@code *}: whatever it is. */
    record Anything() implements TraitPattern {
        @Override
        public boolean matches(Traits traits) {
            return true;
        }

        @Override
        public String explain(Traits traits) {
            return "* matches everything";
        }
    }

    /** {@code site:north-*}: one of the values of this trait matches this glob. */
    record Is(String attribute, Glob glob) implements TraitPattern {
        @Override
        public boolean matches(Traits traits) {
            return traits.of(attribute).stream().anyMatch(glob::matches);
        }

        @Override
        public String explain(Traits traits) {
            List<String> values = traits.of(attribute);
            if (values.isEmpty()) {
                return "there is no " + attribute;
            }
            String is = attribute + " is \"" + String.join("\", \"", values) + "\"";
            return is + (matches(traits) ? ", which matches " : ", which does not match ") + glob.pattern();
        }
    }
}
