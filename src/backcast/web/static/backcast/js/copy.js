// A button that copies a text field; where the clipboard is closed to us, the text is marked for the user's own copy.

export function copies(button) {
  const field = document.getElementById(button.dataset.copy);
  button.parentElement.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const folded = field.closest("details");
    if (folded) folded.open = true;
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      field.focus();
      field.select();
    }
  });
}
