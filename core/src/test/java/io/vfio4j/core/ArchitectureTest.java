package io.vfio4j.core;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/** The rules between the core's packages. */
@AnalyzeClasses(packages = "io.vfio4j.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String LINUX = "io.vfio4j.core.linux..";

  @ArchTest
  static final ArchRule onlyLinuxLinksNativeCode =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINUX)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Linker.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SymbolLookup.class);

  @ArchTest
  static final ArchRule onlyLinuxMakesSegmentsOfAddresses =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINUX)
          .should()
          .callMethodWhere(
              target(name("reinterpret")).and(target(owner(assignableTo(MemorySegment.class)))))
          .orShould()
          .callMethodWhere(
              target(name("withTargetLayout"))
                  .and(target(owner(assignableTo(AddressLayout.class)))));

  @ArchTest
  static final ArchRule onlyPluginKnowsPf4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.vfio4j.core.plugin")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pf4j..");

  @ArchTest
  static final ArchRule nothingKnowsGuice =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("com.google.inject..");

  @ArchTest
  static final ArchRule protocolKnowsNothingOfOursButTheApi =
      noClasses()
          .that()
          .resideInAPackage("io.vfio4j.core.vmm.protocol")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.vfio4j.core..")
                  .and(resideOutsideOfPackage("io.vfio4j.core.vmm.protocol")));

  @ArchTest
  static final ArchRule theVmmSideDoesNotSeeTheHostSide =
      noClasses()
          .that()
          .resideInAPackage("io.vfio4j.core.vmm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vfio4j.core.host..");

  @ArchTest
  static final ArchRule theHostSideDoesNotSeeTheVmmSide =
      noClasses()
          .that()
          .resideInAPackage("io.vfio4j.core.host..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vfio4j.core.vmm..");

  @ArchTest
  static final ArchRule transportKnowsNoMessage =
      noClasses()
          .that()
          .resideInAPackage("io.vfio4j.core.vmm.transport")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vfio4j.core.vmm.protocol", "io.vfio4j.core.vmm.session");

  @ArchTest
  static final ArchRule linuxKnowsNothingOfOursButTheApi =
      classes()
          .that()
          .resideInAPackage(LINUX)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(LINUX, "io.vfio4j.api..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.vfio4j.(**)").should().beFreeOfCycles();
}
