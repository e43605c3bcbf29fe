"""What is said of classes of targets: what they fill, on what that rests, who shares the rank."""

from collections.abc import Mapping

from targets.scoring.classes import Fills, Known, Making, SharedRank, TargetClass

FILLS_WORDS = {
    Fills.PROVEN_GAP: "补已证实的缺口",
    Fills.TOLD_GAP: "补“有来源说缺”的环节",
    Fills.WANTED: "合补链方向",
    Fills.TO_CHECK: "对应的环节待核实",
    Fills.NOTHING: "不补缺口",
}
"""In the order of the classes, as a band above rows says it."""
MAKING_WORDS = {
    Making.NAMED: "产品有近三年的来源",
    Making.DATED: "产品的来源已旧",
    Making.SEGMENT: "来源只写到细分领域",
    Making.GUESSED: "凭代码、名称或记忆归入，待核",
}
FACT_WORDS = {
    "chain": "补缺口",
    "relation": "关系",
    "signal": "动向",
    "transfer": "转移",
    "carry": "落地",
}
"""The five parts as marks are headed, in the order of the score."""
KNOWN_WORDS = {Known.FAVOUR: "已知，有利", Known.UNKNOWN: "未查", Known.NONE: "查过，没有"}
KNOWN_IDS = {Known.FAVOUR: "favour", Known.UNKNOWN: "unknown", Known.NONE: "none"}
CHECK_WORDS = {
    "making": "产品：近三年有没有来源写明做它",
    "relation": "关系：和三明有没有关系",
    "signal": "动向：近期有没有扩产、环评、迁建",
    "carry": "落地：有没有合用的地块",
}


def class_words(standing: TargetClass) -> str:
    """Say what companies of a class would fill and how well that is known."""
    return f"{FILLS_WORDS[standing.fills]}，{MAKING_WORDS[standing.making]}"


def facts_words(standing: TargetClass) -> str:
    """Say how much is known of the five, and which facts decide: 已查 2/5：关系已知，有利."""
    known = standing.known
    told = [
        f"{FACT_WORDS[name]}{KNOWN_WORDS[state]}"
        for name, state in known.items()
        if state is not Known.UNKNOWN and name != "chain"
    ]
    looked = sum(state is not Known.UNKNOWN for state in known.values())
    return f"已查 {looked}/{len(known)}" + (f"：{'、'.join(told)}" if told else "")


def rank_words(shared: SharedRank) -> str:
    """Say the rank of a class in its list: 第 5 位，并列 25 家."""
    tied = f"，并列 {shared.size} 家" if shared.size > 1 else ""
    return f"第 {shared.rank} 位{tied}"


def known_ids(standing: TargetClass) -> Mapping[str, str]:
    """Return what is known of the five parts, as commands name it."""
    return {name: KNOWN_IDS[state] for name, state in standing.known.items()}
