// While the keys are shown, each control wears its own; a field cannot, so the box around it does.

export function hint(on) {
  for (const control of document.querySelectorAll("[data-key]")) {
    const holder = control.matches("input, select, textarea") ? control.parentElement : control;
    if (on && !control.querySelector("kbd")) holder.dataset.hint = control.dataset.key;
    else delete holder.dataset.hint;
  }
}
