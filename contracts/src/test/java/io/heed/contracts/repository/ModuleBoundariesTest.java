package io.heed.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The compiler can only use what a module's pom.xml names, so holding the poms to ARCHITECTURE.md's table holds the code
 * to it. Above all: no service depends on another, in code or in tests.
 */
class ModuleBoundariesTest {

    private static final Set<String> SERVICE = Set.of("contracts", "messaging", "rest");
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "contracts", Set.of(),
            "embedded", Set.of("contracts"),
            "messaging", Set.of("contracts"),
            "rest", Set.of("contracts", "messaging"),
            "feedback-service", SERVICE,
            "insight-service", SERVICE,
            "action-service", SERVICE,
            "local", Set.of("contracts", "embedded"),
            "bench/endpoint", Set.of("contracts", "messaging"),
            "bench", Set.of("contracts", "embedded", "messaging", "local", "insight-service"));
    private static final Map<String, Set<String>> TESTS_MAY_ALSO_USE = Map.of(
            "messaging", Set.of("embedded"),
            "feedback-service", Set.of("embedded"),
            "insight-service", Set.of("embedded"),
            "action-service", Set.of("embedded"));

    @Test
    void a_module_uses_only_what_the_architecture_allows_it() throws Exception {
        Map<String, Set<String>> excess = new TreeMap<>();
        for (String module : modules()) {
            Set<String> used = new TreeSet<>();
            for (Dependency dependency : dependencies(module)) {
                if (!mayUse(module, dependency)) {
                    used.add(dependency.module());
                }
            }
            if (!used.isEmpty()) {
                excess.put(module, used);
            }
        }

        assertThat(excess).isEmpty();
    }

    @Test
    void every_module_is_one_that_the_architecture_knows() throws Exception {
        assertThat(modules()).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void the_poms_are_read_with_their_dependencies() throws Exception {
        assertThat(dependencies("feedback-service"))
                .contains(new Dependency("messaging", false), new Dependency("embedded", true));
    }

    private static boolean mayUse(String module, Dependency dependency) {
        Map<String, Set<String>> moreInTests = dependency.inTests() ? TESTS_MAY_ALSO_USE : Map.of();
        return MAY_USE.getOrDefault(module, Set.of()).contains(dependency.module())
                || moreInTests.getOrDefault(module, Set.of()).contains(dependency.module());
    }

    private record Dependency(String module, boolean inTests) {}

    private static List<String> modules() throws Exception {
        return elements(pom(Repository.ROOT), "module").stream()
                .map(Node::getTextContent)
                .map(String::strip)
                .toList();
    }

    private static List<Dependency> dependencies(String module) throws Exception {
        List<Dependency> found = new ArrayList<>();
        for (Element dependency : elements(pom(Repository.ROOT.resolve(module)), "dependency")) {
            // A dependency on a pom only says what Maven has to build before; nothing can be used of it.
            if (text(dependency, "groupId").equals("io.heed")
                    && !text(dependency, "type").equals("pom")) {
                String name = text(dependency, "artifactId").substring("heed-".length());
                found.add(new Dependency(name, text(dependency, "scope").equals("test")));
            }
        }
        return found;
    }

    private static Element pom(Path folder) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).stream()
                .findFirst()
                .map(Node::getTextContent)
                .map(String::strip)
                .orElse("");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }
}
