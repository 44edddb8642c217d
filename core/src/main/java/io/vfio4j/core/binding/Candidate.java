package io.vfio4j.core.binding;

import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/**
 * A driver that matched a function, and what became of it.
 *
 * @param driver the driver
 * @param row the row of its id table that matched
 * @param rank 1 for the best match; what matches equally well has the same rank
 * @param outcome what became of it
 * @param reason why, in one line
 * @param wrapped the drivers that it asked for in its turn, in the order in which it did
 */
public record Candidate(
    CatalogDriver driver,
    PciMatch row,
    int rank,
    Outcome outcome,
    String reason,
    List<Candidate> wrapped) {

  /** Keeps a copy. */
  public Candidate {
    wrapped = List.copyOf(wrapped);
  }
}
