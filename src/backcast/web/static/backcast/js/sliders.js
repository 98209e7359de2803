// A slider beside a number that says how far it goes (`data-slider` is its step). The number is what is sent.

export function slides(range) {
  const number = document.getElementById(range.dataset.slides);
  if (!number) return;
  const { slider, from, to } = number.dataset;
  Object.assign(range, { min: from, max: to, step: slider, hidden: false });
  const follow = () => {
    range.value = number.value || from;
    if (number.value) range.removeAttribute("aria-valuetext");
    else range.setAttribute("aria-valuetext", "empty");
  };
  follow();
  number.addEventListener("input", follow);
  range.addEventListener("input", () => {
    number.value = range.value;
    number.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
