/** Whether the focus moves from one part of the control to another. */
export const staysInside = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
  currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);

/** Whether the event comes from the field itself, not from a field inside it. */
export const isOwn = ({ target, currentTarget }: Event): boolean =>
  target instanceof Element && target.closest('.field') === currentTarget;
