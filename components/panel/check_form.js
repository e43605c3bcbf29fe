// 核实: the form that stands in the panel. What is typed is kept per link until it is saved.

/** What a draft still lacks before it may be saved, in words; "" if nothing. */
function lackOf(row, draft) {
  if (!draft.outcome) return "先选查下来怎样。";
  const basis = draft.note.trim().length >= row.basis_signs || draft.document.trim() !== "";
  if (row.need_basis.includes(draft.outcome) && !basis) return "“查过，没有”和“薄弱”要写依据，或写明依据文件。";
  return "";
}

const newDraft = (row) => ({ outcome: "", companies: "", note: "", document: "", checked_on: row.day });

function outcomeChoice(row, draft) {
  const choices = row.outcomes.map(([value, label]) => {
    const input = make("input", { type: "radio", name: "outcome", value });
    input.checked = draft.outcome === value;
    return make("label", {}, input, label);
  });
  return make("fieldset", {}, make("legend", {}, "查下来"), ...choices);
}

function checkField(name, label, draft, hint) {
  const type = name === "checked_on" ? "date" : "text";
  const input = make("input", { name, type, placeholder: hint, autocomplete: "off" });
  input.value = draft[name];
  return make("label", { class: "field" }, label, input);
}

/** The form; its save button stands below it and says what is lacking. */
function checkForm(row, draft) {
  const needed = row.need_basis.includes(draft.outcome);
  const companies = row.without_companies.includes(draft.outcome)
    ? ""
    : checkField("companies", "企业（几家用顿号隔开）", draft, "有的话，写是哪几家");
  return make(
    "div",
    { class: "row check-form", role: "group", "aria-label": "我来核实" },
    outcomeChoice(row, draft),
    checkField("note", needed ? "凭什么（必填）" : "凭什么", draft, "谁说的、怎么查的，至少一句话"),
    checkField("document", "依据文件", draft, "文件名、文号或存放处"),
    companies,
    checkField("checked_on", "哪天查的", draft, ""),
    make("p", { class: "lacks", "aria-live": "polite" }, lackOf(row, draft)),
  );
}

/** A check that stands, and how it is taken back: a reason, and a button, with no other window. */
function withdrawRow(row) {
  const reason = make("input", { name: `reason_${row.number}`, type: "text", autocomplete: "off" });
  reason.value = "记错了";
  const button = make("button", { type: "button", class: "undo", "data-withdraw": row.number }, "撤回");
  return make("p", { class: "row withdraw" }, make("label", {}, "撤回理由", reason), button);
}
