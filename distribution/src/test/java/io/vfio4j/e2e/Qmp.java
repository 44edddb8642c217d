package io.vfio4j.e2e;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** QEMU's monitor: the operator's part. */
final class Qmp {

  private final LineSocket socket;
  private final List<String> events = new ArrayList<>();

  Qmp(LineSocket socket) throws IOException {
    this.socket = socket;
    socket.receive();
    execute("qmp_capabilities");
  }

  /** Executes a command that has no arguments, and waits for its answer. */
  void execute(String command) throws IOException {
    socket.send(JsonWriter.string().object().value("execute", command).end().done());
    JsonObject answer = next();
    while (answer.has("event")) {
      events.add(answer.getString("event"));
      answer = next();
    }
    if (answer.has("error")) {
      throw new AssertionError(command + ": " + answer);
    }
  }

  /** Waits for an event, be it one that came while a command was executed. */
  void await(String event) throws IOException {
    while (!events.remove(event)) {
      events.add(next().getString("event"));
    }
  }

  private JsonObject next() throws IOException {
    String line = socket.receive();
    try {
      return JsonParser.object().from(line);
    } catch (JsonParserException e) {
      throw new IOException("not JSON from QEMU: " + line, e);
    }
  }
}
