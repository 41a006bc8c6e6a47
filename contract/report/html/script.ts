// Hides the one script of the page: it narrows down the findings. Without it everything is there, and stays there.

export const SCRIPT = `{
const form = document.querySelector('form.filter');
const findings = [...document.querySelectorAll('.finding')].map((node) => ({ node, text: node.textContent.toLowerCase() }));
const apply = () => {
  const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const check = form.elements.check.value;
  let left = 0;
  for (const { node, text } of findings) {
    const isWanted = (check === '' || node.dataset.check === check) && words.every((word) => text.includes(word));
    node.hidden = !isWanted;
    if (isWanted) left += 1;
  }
  form.querySelector('output').textContent = left + ' of ' + findings.length + ' shown';
};
if (form) {
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
}
}`;
