package org.tidebook.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which package may use which, as docs/architecture.md draws it. A package that is not a key here
 * is an error of {@link ArrowsTest}, so a new one cannot slip past.
 */
final class Arrows {
  static final String ROOT = "org.tidebook";

  /** From a package to the packages of Tidebook that it may use, besides itself. */
  static final Map<String, List<String>> ALLOWED =
      Map.of(
          "sync.domain", List.of(),
          "sync.problem", List.of("sync.domain"),
          "sync.entity", List.of("sync.domain"),
          "sync.store", List.of("sync.entity", "sync.domain", "sync.problem"),
          "sync.api", List.of("sync.store", "sync.entity", "sync.domain", "sync.problem"),
          "books", List.of("sync.entity"),
          "identity", List.of("sync.store", "sync.domain", "sync.problem"),
          "platform", List.of("sync.store", "sync.domain", "sync.problem", "identity"),
          "openapi", List.of("sync.entity", "sync.problem", "identity"));

  private Arrows() {}

  /** The classes of a package use nothing of Tidebook but what its arrows point to. */
  static ArchRule arrowsOf(String from) {
    var targets = new ArrayList<String>();
    targets.add(ROOT + "." + from);
    for (var target : ALLOWED.getOrDefault(from, List.of())) {
      targets.add(ROOT + "." + target);
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + from)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(targets.toArray(String[]::new))
                .or(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        resideInAnyPackage(ROOT + ".."))))
        .as(from + " uses only " + targets);
  }

  /** The rules know nothing but the language itself. */
  static ArchRule domainIsPlainJava() {
    return classes()
        .that()
        .resideInAPackage(ROOT + ".sync.domain")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".sync.domain", "java..", "org.jspecify.annotations");
  }
}
