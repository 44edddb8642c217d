package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A {@code vfio4j serve} inside a guest, and its clients there. */
final class GuestAgent implements AutoCloseable {
  private static final String STOP =
      """
      kill "$(cat /run/pid)"
      until [ -e /run/status ]; do sleep 0.1; done
      cat /run/log /run/status
      """;

  private static final String KILL =
      """
      kill -9 "$(cat /run/pid)" 2>/dev/null
      until [ -e /run/status ]; do sleep 0.1; done
      """;

  private static final String CLIENT =
      "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"
          + " -cp '/tests:/vfio4j/lib/*' ";

  private final VfioHostGuest guest;

  private GuestAgent(VfioHostGuest guest) {
    this.guest = guest;
  }

  /** Starts an agent and waits until it is ready. */
  static GuestAgent serve(VfioHostGuest guest, String options) throws IOException {
    guest.sh(
        """
        mkdir -p /run/s
        rm -f /run/ready /run/status
        (
          vfio4j serve --socket-dir /run/s %s >/run/ready 2>/run/log &
          echo $! >/run/pid
          wait $!
          echo $? >/run/status
        ) </dev/null &
        until grep READY /run/ready 2>/dev/null; do
          [ ! -e /run/status ] || { cat /run/log; exit 1; }
          sleep 0.1
        done
        """
            .formatted(options));
    return new GuestAgent(guest);
  }

  /** What a client sees of an edu card. */
  List<String> trial(VfioPciFunction edu) throws IOException {
    return guest.sh(CLIENT + EduTrial.class.getName() + " " + socket(edu));
  }

  /** Has a client carry out scripts, and says what it was answered, in their order. */
  List<Transcript> answers(List<VfioHostScript> scripts) throws IOException {
    StringJoiner client = new StringJoiner(" ", CLIENT + SocketScripts.class.getName() + " ", "");
    for (int i = 0; i < scripts.size(); i++) {
      String text = PortGuest.text(scripts.get(i).script());
      guest.sh("cat >/tmp/script%d <<'END'\n%s\nEND".formatted(i, text));
      client.add(socket(scripts.get(i).function())).add("/tmp/script" + i);
    }
    guest.sh(client.toString());
    List<Transcript> answers = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      List<String> lines = guest.sh("cat /tmp/script%d.socket".formatted(i));
      answers.add(Transcript.parse(String.join("\n", lines)));
    }
    return answers;
  }

  private static String socket(VfioPciFunction function) {
    return "/run/s/" + function.address() + ".sock";
  }

  /** SIGTERM; the lines that it had logged, and its status. */
  List<String> stop() throws IOException {
    return guest.sh(STOP);
  }

  @Override
  public void close() throws IOException {
    guest.sh(KILL);
  }
}
