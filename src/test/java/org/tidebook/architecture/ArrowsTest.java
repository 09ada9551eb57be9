package org.tidebook.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidebook.sync.domain.DomainViolator;
import org.tidebook.sync.entity.EntityViolator;

class ArrowsTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Arrows.ROOT);

  static Iterable<String> packages() {
    return Arrows.ALLOWED.keySet();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatItsArrowsPointTo(String name) {
    Arrows.arrowsOf(name).check(PRODUCT);
  }

  @Test
  void theRulesKnowNothingButTheLanguage() {
    Arrows.domainIsPlainJava().check(PRODUCT);
  }

  @Test
  void everyPackageHasArrowsAndEveryArrowAPackage() {
    var found = new TreeSet<String>();
    for (var type : PRODUCT) {
      found.add(type.getPackageName().substring(Arrows.ROOT.length() + 1));
    }
    assertEquals(new TreeSet<>(Arrows.ALLOWED.keySet()), found);
  }

  @Test
  void aRuleThatUsesTheServerIsCaught() {
    var classes = new ClassFileImporter().importClasses(DomainViolator.class);
    var error = assertThrows(AssertionError.class, () -> Arrows.domainIsPlainJava().check(classes));
    assertTrue(String.valueOf(error.getMessage()).contains("jakarta.ws.rs"), error::getMessage);
  }

  @Test
  void aSyncClassThatUsesTheBooksIsCaught() {
    var classes = new ClassFileImporter().importClasses(EntityViolator.class);
    var error =
        assertThrows(AssertionError.class, () -> Arrows.arrowsOf("sync.entity").check(classes));
    assertTrue(String.valueOf(error.getMessage()).contains("books"), error::getMessage);
  }
}
