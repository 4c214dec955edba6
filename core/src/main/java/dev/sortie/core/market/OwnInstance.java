package dev.sortie.core.market;

import java.util.Objects;
import java.util.Optional;

/**
 * An instance that is ours: a row of the market has shown it with our label (law 3). What ends,
 * starts, stops or labels an instance wants one of these, and only a comparison of labels makes
 * one: a number alone, and the answer to a create call, prove nothing.
 */
public final class OwnInstance {
  private final InstanceId id;
  private final Label label;

  private OwnInstance(InstanceId id, Label label) {
    this.id = id;
    this.label = label;
  }

  /** The instance of this row, if it carries this label. */
  public static Optional<OwnInstance> in(Instance row, Label ours) {
    return row.label().equals(ours.toString())
        ? Optional.of(new OwnInstance(row.id(), ours))
        : Optional.empty();
  }

  /**
   * One whose label was compared earlier, as a fact in the journal says; only for whoever folds
   * that fact. Ours for good: a label that a person edits later changes nothing.
   */
  public static OwnInstance recorded(InstanceId id, Label label) {
    return new OwnInstance(id, label);
  }

  public InstanceId id() {
    return id;
  }

  /** The label it was seen with. */
  public Label label() {
    return label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OwnInstance own && own.id.equals(id) && own.label.equals(label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, label);
  }

  @Override
  public String toString() {
    return id + " (" + label + ")";
  }
}
