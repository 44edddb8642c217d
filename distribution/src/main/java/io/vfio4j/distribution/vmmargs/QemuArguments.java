package io.vfio4j.distribution.vmmargs;

import com.grack.nanojson.JsonObject;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** For QEMU: root ports, so that each function is an endpoint with all of its config space. */
final class QemuArguments {

  /** Of 32 devices on q35's bus, the host bridge and ICH9 are two; QEMU adds a VGA and a NIC. */
  private static final int MOST_PORTS = 28;

  private QemuArguments() {}

  static List<Argument> attaching(List<Path> sockets, String memory) {
    if (sockets.size() > MOST_PORTS) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%d functions are more than a QEMU q35 has room for: name at most %d"
              .formatted(sockets.size(), MOST_PORTS));
    }
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument("-m", memory));
    arguments.add(
        new Argument(
            "-object", "memory-backend-memfd,id=vfio4j-ram,size=%s,share=on".formatted(memory)));
    arguments.add(new Argument("-machine", "q35,memory-backend=vfio4j-ram"));
    for (int number = 1; number <= sockets.size(); number++) {
      arguments.add(
          new Argument(
              "-device",
              "pcie-root-port,id=vfio4j-port%1$d,chassis=%1$d,slot=%1$d".formatted(number)));
      arguments.add(new Argument("-device", Json.line(device(sockets.get(number - 1), number))));
    }
    return arguments;
  }

  /** The socket is an object, which only the JSON form of -device can say. */
  private static JsonObject device(Path socket, int number) {
    JsonObject address = new JsonObject();
    address.put("type", "unix");
    address.put("path", socket.toString());
    JsonObject device = new JsonObject();
    device.put("driver", "vfio-user-pci");
    device.put("id", "vfio4j-device" + number);
    device.put("bus", "vfio4j-port" + number);
    device.put("socket", address);
    return device;
  }
}
