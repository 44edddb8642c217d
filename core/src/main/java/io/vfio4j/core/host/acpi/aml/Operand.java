package io.vfio4j.core.host.acpi.aml;

/** A part of an object, by how its length is found. */
enum Operand {
  /** A constant, a name, an expression. */
  TERM,
  /** A name, a local, an argument, a reference. */
  SUPER_NAME,
  /** The same, or a null name: where an expression's result goes. */
  TARGET,
  /** A name that stands for an object. */
  NAME,
  /** A name that comes to be by this. */
  DECLARED_NAME,
  /** 1 byte. */
  BYTE,
  /** 2 bytes. */
  WORD,
  /** The fields of an operation region, to the block's end. */
  FIELD_LIST,
  /** Statements that run or do not, to the block's end. */
  CONDITIONAL_STATEMENTS,
  /** Whatever is there, to the block's end. */
  REST
}
