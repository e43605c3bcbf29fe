// A link to one of our screens, drawn as a button.
export default function ownLink({ data, parentElement }) {
  const link = parentElement.querySelector("a");
  link.textContent = data.label;
  if (!link.hasAttribute("href")) inSession(link);
  link.setAttribute("href", data.href);
}
