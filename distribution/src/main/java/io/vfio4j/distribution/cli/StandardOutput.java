package io.vfio4j.distribution.cli;

import io.vfio4j.core.linux.FileProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Standard output, which keeps why it could not be written: the JDK's own forgets it. */
final class StandardOutput extends FileOutputStream implements Supplier<Optional<String>> {
  private static final String READER_GONE = "Broken pipe";

  private Optional<IOException> problem = Optional.empty();

  StandardOutput() {
    super(FileDescriptor.out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      super.write(bytes, offset, length);
    } catch (IOException e) {
      problem = Optional.of(e);
      throw e;
    }
  }

  /** Why something is lost; empty also where the reader wanted no more of it, as head does. */
  @Override
  public Optional<String> get() {
    return problem.map(FileProblem::words).filter(words -> !words.equals(READER_GONE));
  }
}
