package io.heed.action.opening;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Named fields of a YAML text, as nodes that still know their lines. Whoever reads asks for each field once; what does
 * not fit becomes a remark, and the value that is given instead is never used.
 */
final class YamlSection {

    private static final int DEEPEST = 10;
    /** What people write as a number; not the octal, binary and sexagesimal ones that YAML 1.1 knows. */
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private record Field(int line, Node value) {}

    private final String title;
    private final int line;
    private final boolean there;
    private final List<PlaybookText.Remark> remarks;
    private final Map<String, Field> unread = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    /**
     * Fields to read.
     *
     * @param title for what is said of them
     * @param line of the title, for what is missing; counted from 1
     */
    YamlSection(String title, int line, MappingNode mapping, List<PlaybookText.Remark> remarks) {
        this(title, line, true, remarks);
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.isEmpty()) {
                remark(line(key), "a field needs a name");
            } else if (unread.putIfAbsent(name, new Field(line(key), tuple.getValueNode())) != null) {
                remark(line(key), name + " is there twice in " + title);
            }
        }
    }

    private YamlSection(String title, int line, boolean there, List<PlaybookText.Remark> remarks) {
        this.title = title;
        this.line = line;
        this.there = there;
        this.remarks = remarks;
    }

    /** The tree of a text; null where there is nothing in it. Nothing of it is made into objects. */
    static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    }

    /** Where a node begins, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** A part that has fields itself. Of one that is not there, nothing more is said than that. */
    YamlSection section(String name) {
        Optional<Field> field = take(name);
        if (field.isPresent() && field.get().value() instanceof MappingNode mapping) {
            return new YamlSection(name, field.get().line(), mapping, remarks);
        }
        field.ifPresent(other -> remark(other.line(), name + " must hold fields of its own"));
        return new YamlSection(name, line, false, remarks);
    }

    /** A name, and none that stands for something else. */
    String name(String name, String taken) {
        String must = "must be a name of at most 100 letters, digits, spaces, ., _ and -, and not " + taken;
        return read(name, must, node -> Optional.of(node.getValue())
                        .filter(value -> NAME.matcher(value).matches() && !value.equals(taken)))
                .orElse("");
    }

    /** A whole number, both bounds included. */
    int whole(String name, int least, int most) {
        String must = "must be a whole number from " + least + " to " + most;
        return read(name, must, node -> decimal(node)
                        .filter(value -> value.scale() == 0)
                        .filter(within(least, most)))
                .map(BigDecimal::intValue)
                .orElse(least);
    }

    /** A number, both bounds included. */
    double number(String name, int least, int most) {
        String must = "must be a number from " + least + " to " + most;
        return read(name, must, node -> decimal(node).filter(within(least, most)))
                .map(BigDecimal::doubleValue)
                .orElse((double) least);
    }

    /** {@code true} or {@code false}. */
    boolean yesOrNo(String name) {
        return read(name, "must be true or false", node -> switch (node.getValue()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.<Boolean>empty();
                })
                .orElse(false);
    }

    /** Says of each field that nobody asked for that it is not known. */
    void refuseOthers() {
        unread.forEach((name, field) ->
                remark(field.line(), name + " is not known in " + title + "; known are " + String.join(", ", known)));
    }

    private <T> Optional<T> read(String name, String must, Function<ScalarNode, Optional<T>> reading) {
        Optional<Field> field = take(name);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = field.get().value() instanceof ScalarNode scalar ? reading.apply(scalar) : Optional.empty();
        if (value.isEmpty()) {
            remark(line(field.get().value()), name + " " + must);
        }
        return value;
    }

    private Optional<Field> take(String name) {
        known.add(name);
        Field field = unread.remove(name);
        if (field == null && there) {
            remark(line, name + " is missing in " + title);
        }
        return Optional.ofNullable(field);
    }

    private static Optional<BigDecimal> decimal(ScalarNode node) {
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        if (!number || !DECIMAL.matcher(node.getValue()).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(node.getValue()));
    }

    private static Predicate<BigDecimal> within(int least, int most) {
        return value ->
                value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private void remark(int at, String message) {
        remarks.add(new PlaybookText.Remark(at, message));
    }
}
