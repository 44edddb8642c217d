package io.vfio4j.testkit.reference;

import java.util.List;

/** Why something may not be referred to. */
record Verdict(String what, String why, boolean fails) {
  static final Verdict NATIVE =
      error(
          "native methods (JNI)",
          "a fault in native code ends the agent, and loading it is refused: use"
              + " MemorySegments of the api");

  static Verdict error(String what, String why) {
    return new Verdict(what, why, true);
  }

  static Verdict warning(String what, String why) {
    return new Verdict(what, why, false);
  }

  ForbiddenReference usedBy(List<String> users) {
    return new ForbiddenReference(what, users, why, fails);
  }
}
