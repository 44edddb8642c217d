package io.vfio4j.core.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes a plugin's jar from source, with just what a test wants in it. No entries for folders. */
final class JarBuilder {
  private final Attributes manifest = new Attributes();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A plugin that is right but for its lack of classes. */
  static JarBuilder plugin(String id) {
    JarBuilder jar = new JarBuilder();
    jar.manifest.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    jar.manifest("Plugin-Id", id);
    jar.manifest("Plugin-Version", "1.2.3");
    jar.manifest("Plugin-Requires", ">=0.1.0 & <0.2.0");
    return jar;
  }

  /** A plugin with one driver that takes everything. */
  static JarBuilder working(String id) {
    return plugin(id).driver("acme.Driver", id, "").provider("acme.Driver");
  }

  JarBuilder manifest(String name, String value) {
    manifest.putValue(name, value);
    return this;
  }

  JarBuilder withoutManifest(String name) {
    manifest.remove(new Attributes.Name(name));
    return this;
  }

  JarBuilder provider(String className) {
    return entry(PluginJar.SERVICES, className + " # the driver\n");
  }

  JarBuilder entry(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A copy of a class that the test sees. */
  JarBuilder classOf(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      entries.put(name, bytes.readAllBytes());
    }
    return this;
  }

  /** A driver with a name, and with members in addition. */
  JarBuilder driver(String className, String driverName, String members) {
    return driver(className, driverName, members, "context.core()");
  }

  /** The same with another device. */
  JarBuilder driver(String className, String driverName, String members, String device) {
    int dot = className.lastIndexOf('.');
    return source(
        className,
        """
        package %s;
        import io.vfio4j.api.*;
        import io.vfio4j.api.pci.*;
        import java.util.List;
        public class %s implements VariantDriver {
          public String name() { return "%s"; }
          public List<PciMatch> idTable() { return List.of(PciMatch.any()); }
          public VfioDevice probe(DeviceContext context) { return %s; }
          %s
        }
        """
            .formatted(
                className.substring(0, dot),
                className.substring(dot + 1),
                driverName,
                device,
                members));
  }

  JarBuilder source(String className, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
      if (!compiler
          .getTask(null, memory, null, options, null, List.of(new Source(className, text)))
          .call()) {
        throw new AssertionError("does not compile: " + text);
      }
      memory.classes.forEach((name, bytes) -> entries.put(entryName(name), bytes.toByteArray()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  JarBuilder withoutClass(String className) {
    entries.remove(entryName(className));
    return this;
  }

  private static String entryName(String className) {
    return className.replace('.', '/') + ".class";
  }

  Path write(Path folder, String fileName) throws IOException {
    Path file = folder.resolve(fileName);
    Manifest content = new Manifest();
    content.getMainAttributes().putAll(manifest);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), content)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
