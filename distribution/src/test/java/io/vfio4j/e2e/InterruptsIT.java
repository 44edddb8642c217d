package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MSI-X and MSI of the plain function, through QEMU and without a guest. */
@Timeout(60)
class InterruptsIT {

  private static Agent agent;

  private Machine machine;
  private Exerciser device;

  @BeforeAll
  static void serve() throws Exception {
    agent = Agent.serve();
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  @BeforeEach
  void attach() throws Exception {
    machine = Machine.start(agent.socket(ServedFunctions.exerciser()));
    device = Exerciser.on(machine);
  }

  @AfterEach
  void detach() throws Exception {
    machine.close();
  }

  @Test
  void everyMsixVectorArrives() throws Exception {
    MsiX msix = MsiX.of(device);
    assertEquals(8, msix.vectors());
    msix.enable(true);
    for (int vector = 0; vector < msix.vectors(); vector++) {
      msix.route(vector);
      msix.mask(vector, false);
    }
    for (int vector = 0; vector < msix.vectors(); vector++) {
      device.raise(vector);
      msix.awaitArrival(vector);
    }
  }

  @Test
  void aMaskedMsixVectorArrivesOnceItIsUnmasked() throws Exception {
    MsiX msix = MsiX.of(device);
    msix.enable(true);
    msix.route(1);
    msix.route(5);
    msix.mask(1, false);
    msix.mask(5, false);
    msix.mask(1, true);
    device.raise(1);
    device.raise(5);
    msix.awaitArrival(5);
    assertFalse(msix.arrived(1));
    msix.mask(1, false);
    msix.awaitArrival(1);
  }

  /** Such a vector has never had an eventfd: the agent itself must remember what was raised. */
  @Test
  void aVectorRaisedBeforeItWasEverUnmaskedIsKeptByTheAgent() throws Exception {
    MsiX msix = MsiX.of(device);
    msix.enable(true);
    msix.route(3);
    device.raise(3);
    assertTrue(msix.pending(3));
    assertFalse(msix.pending(2));
    msix.mask(3, false);
    msix.awaitArrival(3);
    assertFalse(msix.pending(3));
  }

  @Test
  void afterMsixIsOffNothingArrivesAndItCanBeSwitchedOnAgain() throws Exception {
    MsiX msix = MsiX.of(device);
    msix.enable(true);
    msix.route(2);
    msix.mask(2, false);
    msix.enable(false);
    device.raise(2);
    msix.enable(true);
    device.raise(2);
    msix.awaitArrival(2);
  }

  @Test
  void everyMsiVectorArrives() throws Exception {
    Msi msi = Msi.of(device);
    assertEquals(4, msi.vectors());
    msi.enable(2);
    for (int vector = 0; vector < msi.vectors(); vector++) {
      device.raise(vector);
      msi.awaitArrival(vector);
    }
    msi.disable();
    msi.enable(0);
    device.raise(0);
    msi.awaitArrival(0);
  }
}
