package io.heed.rest;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that an operation does not take: a filter with a slip in its name would filter nothing. */
@Singleton
class KnownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo address) {
        if (address.getQueryParameters().isEmpty()) {
            return;
        }
        Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::namesOf);
        List<Violation> unknown = address.getQueryParameters().keySet().stream()
                .filter(name -> !names.contains(name))
                .map(name -> new Violation(
                        name,
                        "is not a parameter that is known here; known are "
                                + (names.isEmpty() ? "none" : String.join(", ", names))))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
    }

    /** Those of the method, and those that are fields of what it takes. */
    private static Set<String> namesOf(Method method) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(method.getParameters())
                .flatMap(parameter -> name(parameter, parameter.getName()))
                .forEach(names::add);
        Arrays.stream(method.getParameterTypes())
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .flatMap(field -> name(field, field.getName()))
                .forEach(names::add);
        return names;
    }

    private static Stream<String> name(AnnotatedElement element, String declared) {
        QueryParam standard = element.getAnnotation(QueryParam.class);
        RestQuery named = element.getAnnotation(RestQuery.class);
        return standard != null
                ? Stream.of(standard.value())
                : Stream.ofNullable(named).map(RestQuery::value).map(name -> name.isEmpty() ? declared : name);
    }
}
