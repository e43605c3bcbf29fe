"""Invented companies by the million for timing: seeded, and called synthetic in their names."""

from pathlib import Path

from sqlalchemy import Connection, Text, column, insert, table
from sqlalchemy.schema import CreateTable

from chains.office import open_catalog
from targets.desks import desk_of, load_desks
from targets.model import COMPANY_TEXTS
from targets.spelling.lines import search_rules
from targets.spelling.pinyin import sound_lines
from targets.stores.engines.columnar.build import BUILT, plain, put_in_order
from targets.stores.engines.columnar.files import building, current_file, part_file

SEED = 7
WORDS = (
    "树脂",
    "乳液",
    "薄膜",
    "涂料",
    "石墨",
    "轴承",
    "齿轮",
    "纱线",
    "竹板",
    "种苗",
    "药片",
    "支架",
)
SCOPE = "生产销售研发加工批发零售进出口技术服务新型专用设备仪器材料化学制品"
LISTS = ("央企", "中国企业500强", "民营企业500强", "A股上市", "独角兽")
CITIES = (
    ("浙江", "杭州"),
    ("浙江", "绍兴"),
    ("浙江", "宁波"),
    ("江苏", "苏州"),
    ("江苏", "南京"),
    ("上海", "上海"),
    ("广东", "广州"),
    ("广东", "深圳"),
    ("广东", "东莞"),
    ("北京", "北京"),
    ("天津", "天津"),
    ("河北", "石家庄"),
    ("四川", "成都"),
    ("重庆", "重庆"),
    ("湖北", "武汉"),
    ("福建", "厦门"),
    ("福建", "泉州"),
    ("福建", "福州"),
    ("山东", "青岛"),
    ("河南", "郑州"),
    ("陕西", "西安"),
    ("辽宁", "大连"),
    ("湖南", "长沙"),
    ("安徽", "合肥"),
)
KEYWORD = "氟材"
SOUNDS = table("sounds", column("of_city", Text), column("of_word", Text), column("sound", Text))
SHARE = 500  # one company in so many has the keyword


def build_synthetic(folder: Path, rows: int) -> Path:
    """Build a columnar file of `rows` companies in `folder` and return it."""
    with part_file(folder) as part, building(part) as connection:
        for table in BUILT:
            connection.execute(CreateTable(plain(table, f"staged_{table.name}")))
        _fill(connection, rows)
        put_in_order(connection, "synthetic", search_rules())
    file = current_file(folder)
    if file is None:
        msg = "nothing was built"
        raise RuntimeError(msg)
    return file


def _pick(values: "list[str] | tuple[str, ...]", salt: int) -> str:
    """Return SQL that picks one of `values` by the number of the row."""
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"list_extract([{listed}], 1 + (hash(i, {SEED * 100 + salt}) % {len(values)})::INT)"


CLASSES = 100_000


def _share(salt: int) -> str:
    return f"(hash(i, {SEED * 100 + salt}) % 1000)::DOUBLE / 1000"


def _fill(connection: Connection, rows: int) -> None:
    links = [f"{c.id}/{n.id}" for c in open_catalog({}).chains.values() for n in c.links]
    desks = load_desks()
    places = [f"{p}|{c}|{desk_of(p, c, desks)}" for p, c in CITIES]
    ends = [(name, low, low + 10) for low, name in enumerate(("chain", "transfer", "carry"))]
    known = ", ".join(
        f"{_share(low)} * 0.5 AS {n}_low, 0.5 + {_share(high)} * 0.5 AS {n}_high"
        for n, low, high in ends
    )
    run = connection.exec_driver_sql
    run(
        "CREATE TEMP TABLE made AS SELECT i, "  # noqa: S608
        f"string_split({_pick(places, 20)}, '|') AS place, "
        f"CASE WHEN {_share(21)} < 0.75 THEN {_pick(links, 22)} ELSE '' END AS one, "
        f"CASE WHEN {_share(21)} < 0.15 THEN {_pick(links, 23)} ELSE '' END AS two, "
        f"CASE WHEN {_share(24)} < 0.03 THEN {_pick(LISTS, 25)} ELSE '' END AS listed, "
        f"CASE WHEN hash(i, 26) % {SHARE} = 0 THEN '{KEYWORD}' "
        f"ELSE {_pick(WORDS, 27)} END AS word, "
        f"{_pick(WORDS, 28)} AS other, "
        f"substr('{SCOPE}{SCOPE}', 1 + (hash(i, 29) % 20)::INT, 30) AS scope, {known}, "
        # As fine as scores were, so that the page is as hard to find; what is equal stands by id.
        f"(hash(i, 30) % {CLASSES})::INTEGER AS class_code "
        f"FROM range(1, {rows} + 1) r(i)"
    )
    _sounds(connection)
    run("UPDATE made SET two = '' WHERE two <= one")
    run(_company_query())
    for one in ("one", "two"):
        run(
            "INSERT INTO staged_company_link BY NAME SELECT i AS company, "  # noqa: S608
            f"split_part({one}, '/', 1) AS chain, split_part({one}, '/', 2) AS link, "
            "'to_check' AS state, 'keyword' AS basis, '' AS reason, true AS sought, "
            "class_code, class_code AS after_code, "
            f"'' AS decided_by FROM made WHERE {one} <> ''"
        )
    run(
        "INSERT INTO staged_company_list BY NAME SELECT i AS company, listed AS name, "
        "'合成' AS edition, NULL AS rank FROM made WHERE listed <> ''"
    )
    run("DROP TABLE made")
    run("DROP TABLE sounds")


def _sounds(connection: Connection) -> None:
    """Make the lines by which names are found by their sound: one for each place and word."""
    pairs = [(city, word) for _, city in CITIES for word in (*WORDS, KEYWORD)]
    lines = ["\n".join(sound_lines(f"合成{city}{word}有限公司")) for city, word in pairs]
    connection.exec_driver_sql("CREATE TEMP TABLE sounds (of_city TEXT, of_word TEXT, sound TEXT)")
    rows = [
        {"of_city": city, "of_word": word, "sound": sound}
        for (city, word), sound in zip(pairs, lines, strict=True)
    ]
    connection.execute(insert(SOUNDS), rows)


def _company_query() -> str:
    own = {
        "name": "'合成' || place[2] || word || i || '有限公司'",
        "province": "place[1]",
        "city": "place[2]",
        "products": "word || '、' || other",
        "scope": "scope",
        "basis": "'source'",
        "source_title": "'合成数据'",
    }
    texts = ", ".join(f"{own.get(name, chr(39) * 2)} AS {name}" for name in COMPANY_TEXTS)
    score = "30 * chain_{0} + {1} + 10 * transfer_{0} + 15 * carry_{0}"
    line = "chr(10)"

    def tags(*parts: str) -> str:
        held = " || ".join(f"CASE WHEN {p} = '' THEN '' ELSE {p} || {line} END" for p in parts)
        return f"CASE WHEN {parts[0]} = '' THEN '' ELSE {line} || {held} END"

    second = "CASE WHEN split_part(two, '/', 1) = split_part(one, '/', 1) THEN '' ELSE "
    chains = tags("split_part(one, '/', 1)", f"({second} split_part(two, '/', 1) END)")
    return (
        "INSERT INTO staged_company BY NAME SELECT i AS number, "  # noqa: S608
        f"'s' || lpad(i::VARCHAR, 9, '0') AS id, {texts}, NULL AS established_on, "
        f"NULL AS capital_10k_yuan, '合成' || i AS name_key, place[3] AS desk, "
        f"{chains} AS chain_tags, {tags('one', 'two')} AS link_tags, "
        f"{tags('listed')} AS list_tags, '' AS emerging_tags, "
        f"name || {line} || province || ' ' || city || {line} || products || {line} || scope "
        f"|| {line} || sound AS search_text, "
        "split_part(one, '/', 1) AS best_chain, split_part(one, '/', 2) AS best_link, "
        "chain_low, chain_high, transfer_low, transfer_high, carry_low, carry_high, "
        "0 AS relation_low, 1 AS relation_high, 0 AS signal_low, 1 AS signal_high, "
        f"{score.format('low', 0)} AS score_low, {score.format('high', 45)} AS score_high, "
        "made.class_code, made.class_code AS after_code, "
        "'s' || lpad(i::VARCHAR, 9, '0') AS tie_order, "
        "one <> '' AS fills_gap, false AS has_relation, false AS has_signal, "
        "'synthetic' AS origin, '' AS digest, 1 AS version FROM made "
        "JOIN sounds ON of_city = place[2] AND of_word = word"
    )
