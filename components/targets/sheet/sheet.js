// The page of one company: the panel of the board, laid out in columns. Every string is shown as text.

export default function companySheet({ data, parentElement }) {
  const host = parentElement.querySelector(".company");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const columns = data.columns.map((sections) =>
    make("div", { class: "column" }, ...sections.map((section) => buildSection(section, data.words, false))),
  );
  host.replaceChildren(make("div", { class: "sheet columns" }, ...columns));
}
