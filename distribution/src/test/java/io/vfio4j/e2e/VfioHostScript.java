package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a real function is asked twice.
 *
 * @param function which one
 * @param what for those who read the results
 * @param script in messages of vfio-user, in which all vectors get eventfds or none does
 */
record VfioHostScript(VfioPciFunction function, String what, Script script) {
  private static final int RANDOM_OPERATIONS = Integer.getInteger("vfio4j.random.operations", 300);
  private static final long SEED = RandomSeeds.of(1)[0];
  private static final Pattern SOME = Pattern.compile("(eventfd \\S+ \\S+ )(-*e[e-]*)");

  VfioHostScript {
    String text = PortGuest.text(script);
    script =
        Script.parse(
            SOME.matcher(text).replaceAll(set -> set.group(1) + set.group(2).replace('-', 'e')));
  }

  static boolean areThoseOfEveryRun() {
    return SEED == 1 && RANDOM_OPERATIONS >= 300;
  }

  /** The one that is on record first: it alone finds the function as it is after a start. */
  static List<VfioHostScript> of(VfioPciFunction function) throws Exception {
    VfioPciScripts scripts = new VfioPciScripts(function);
    List<VfioHostScript> all = new ArrayList<>();
    all.add(new VfioHostScript(function, "on record", scripts.recorded().script()));
    if (function != VfioPciFunction.NVME) {
      all.add(new VfioHostScript(function, "interrupts", scripts.interrupts()));
    }
    Script random = scripts.random(SEED, RANDOM_OPERATIONS).script();
    all.add(new VfioHostScript(function, "by chance", random));
    return List.copyOf(all);
  }
}
