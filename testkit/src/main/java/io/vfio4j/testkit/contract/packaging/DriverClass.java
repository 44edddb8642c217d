package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;

/** What a driver's class file says, read without loading it. */
record DriverClass(ClassModel model) {

  static DriverClass parse(String name, byte[] bytes) {
    try {
      return new DriverClass(ClassFile.of().parse(bytes));
    } catch (IllegalArgumentException e) {
      throw new RuleBroken("%s is no readable class file: %s".formatted(name, e.getMessage()));
    }
  }

  boolean has(AccessFlag flag) {
    return model.flags().has(flag);
  }

  boolean canBeMade() {
    return model.methods().stream()
        .anyMatch(method ->
            method.methodName().equalsString(ConstantDescs.INIT_NAME)
                && method.methodType().equalsString("()V")
                && method.flags().has(AccessFlag.PUBLIC));
  }
}
