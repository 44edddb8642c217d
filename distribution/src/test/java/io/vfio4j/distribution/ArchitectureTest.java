package io.vfio4j.distribution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vfio4j.distribution.agent.Agents;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/** The rules between the command's packages. */
@AnalyzeClasses(
    packages = "io.vfio4j.distribution",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyModulesAndTheCompositionRootKnowGuice =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Module")
          .and()
          .doNotBelongToAnyOf(Agents.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..");

  @ArchTest
  static final ArchRule pf4jDoesNotShow =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.pf4j..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.vfio4j.distribution.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.cli..");

  @ArchTest
  static final ArchRule nothingLinksNativeCode =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Linker.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SymbolLookup.class);

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.vfio4j.(**)").should().beFreeOfCycles();
}
