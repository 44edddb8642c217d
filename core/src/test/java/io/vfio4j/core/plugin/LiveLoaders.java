package io.vfio4j.core.plugin;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Counts the class loaders of plugins that are alive, as the JVM's own histogram does. */
final class LiveLoaders {
  private static final String LOADER = JarLoader.class.getName() + "$ApiFirst";

  private LiveLoaders() {}

  /** After a collection of garbage, which the histogram begins with. */
  static long count() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    String[] signature = {String[].class.getName()};
    Object histogram =
        server.invoke(commands, "gcClassHistogram", new Object[] {new String[0]}, signature);
    return ((String) histogram)
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length >= 4 && columns[3].equals(LOADER))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .findFirst()
        .orElse(0);
  }
}
