package io.vfio4j.testkit.reference;

/** A method that is called, as a constant pool says it: names with slashes, a descriptor. */
record MethodReference(String owner, String name, String descriptor) {

  /** As people write it. */
  String text() {
    return owner.replace('/', '.').replace('$', '.') + "." + name;
  }
}
