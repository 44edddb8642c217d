package io.vfio4j.testkit.reference;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What one class refers to: everything in its constant pool. */
final class ClassReferences {
  private final ClassModel model;
  private final Set<String> types = new LinkedHashSet<>();
  private final Set<MethodReference> methods = new LinkedHashSet<>();

  private ClassReferences(ClassModel model) {
    this.model = model;
    StreamSupport.stream(model.constantPool().spliterator(), false).forEach(this::add);
  }

  /**
   * Reads a class file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ClassReferences of(byte[] classFile) {
    return new ClassReferences(ClassFile.of().parse(classFile));
  }

  private void add(PoolEntry entry) {
    switch (entry) {
      case ClassEntry type -> addType(type.asInternalName());
      case MethodRefEntry method -> methods.add(reference(method));
      case InterfaceMethodRefEntry method -> methods.add(reference(method));
      default -> {
        // Strings, numbers, fields: their classes have entries of their own.
      }
    }
  }

  /** Of an array, the class of its elements, if that is one. */
  private void addType(String name) {
    String element = name.replaceFirst("^\\[+", "");
    if (element.equals(name)) {
      types.add(name);
    } else if (element.startsWith("L")) {
      types.add(element.substring(1, element.length() - 1));
    }
  }

  private static MethodReference reference(MemberRefEntry method) {
    return new MethodReference(
        method.owner().asInternalName(), method.name().stringValue(), method.type().stringValue());
  }

  /** The class's own name, as people write it. */
  String name() {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** Classes, by their names with slashes. */
  Set<String> types() {
    return types;
  }

  Set<MethodReference> methods() {
    return methods;
  }

  boolean hasNativeMethods() {
    return model.methods().stream().anyMatch(method -> method.flags().has(AccessFlag.NATIVE));
  }
}
