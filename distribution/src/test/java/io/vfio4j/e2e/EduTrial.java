package io.vfio4j.e2e;

import io.vfio4j.testkit.client.ClientIrqs;
import java.io.PrintStream;
import java.nio.file.Path;

/** Runs inside a guest: has a served edu card do all that it can, and prints what is to be seen. */
final class EduTrial {
  private static final int FACTORIAL_DONE = 1;
  private static final int INTERRUPT_WHEN_DONE = 0x80;

  private final EduCard card;
  private final PrintStream out;

  private EduTrial(EduCard card, PrintStream out) {
    this.card = card;
    this.out = out;
  }

  /**
   * Prints a line for each thing tried.
   *
   * @param arguments the socket
   */
  public static void main(String[] arguments) throws Exception {
    try (EduCard card = EduCard.at(Path.of(arguments[0]))) {
      EduTrial trial = new EduTrial(card, System.out);
      trial.registers();
      card.interruptsBy(EduCard.MSI);
      trial.messages();
      trial.factorial();
      new EduDma(card, System.out).there();
      card.noInterruptsBy(EduCard.MSI);
      card.interruptsBy(EduCard.INTX);
      trial.pin();
    }
  }

  private void registers() {
    show("identification", card.read(EduCard.IDENTIFICATION));
    card.write(EduCard.LIVE_CHECK, 0x12345678);
    show("inverted", card.read(EduCard.LIVE_CHECK));
  }

  private void messages() throws InterruptedException {
    for (int i = 1; i <= 3; i++) {
      card.write(EduCard.RAISE, 1 << i);
      show("MSI", card.interrupts());
    }
    show("because of", card.read(EduCard.INTERRUPT_STATUS));
    acknowledge(0xe);
  }

  private void factorial() throws InterruptedException {
    card.write(EduCard.STATUS, INTERRUPT_WHEN_DONE);
    card.write(EduCard.FACTORIAL, 12);
    show("MSI", card.interrupts());
    show("12!", card.read(EduCard.FACTORIAL));
    acknowledge(FACTORIAL_DONE);
  }

  /** A level: told again as long as it is not acknowledged. */
  private void pin() throws InterruptedException {
    card.write(EduCard.RAISE, 1);
    show("INTx", card.interrupts());
    unmask();
    show("INTx again", card.interrupts());
    acknowledge(1);
    unmask();
    card.write(EduCard.RAISE, 2);
    show("INTx after the acknowledgement", card.interrupts());
    acknowledge(2);
  }

  private void unmask() {
    card.client().irqs().act(ClientIrqs.UNMASK, EduCard.INTX, 0, 1);
  }

  private void acknowledge(int reasons) {
    card.write(EduCard.ACKNOWLEDGE, reasons);
  }

  private void show(String what, long number) {
    out.printf("%s 0x%x%n", what, number);
  }
}
