"""What words cannot prove; the loader refuses each kind by file and line."""

from pathlib import Path

import pytest

from chains.catalog import load_chain
from chains.evidence.claims import cannot_prove
from chains.model import Evidence
from files.errors import DataError
from tests.builders import write_chain


def refusal(proves: str, says: str, as_of: str = "2025") -> str:
    given = {"source": "T1", "proves": proves, "says": says, "as_of": as_of}
    return cannot_prove(Evidence.model_validate(given))


@pytest.mark.parametrize(
    "says",
    [
        "产量全省第二",
        "占全国五分之一",
        "全省最大的企业",
        "占国内市场60%",
        "为全省唯一基地",
        "占全省四成",
    ],
)
def test_a_rank_or_share_of_the_country_or_the_province_is_a_strength(says: str) -> None:
    assert refusal("strong", says) == ""


@pytest.mark.parametrize(
    "says",
    [
        "石灰石储量居福建省前列",
        "稀土储量居全省前列",
        "入选全国首批名单",
        "年产 30 万吨",
        "产量占全县第一",
        "全国第二批试点",
    ],
)
def test_a_good_place_without_a_number_or_a_whole_is_none(says: str) -> None:
    assert "proves: present" in refusal("strong", says)


def test_a_rank_without_a_year_is_no_strength() -> None:
    assert refusal("strong", "产量全省第二", "未显示")


@pytest.mark.parametrize("proves", ["present", "weak", "missing"])
@pytest.mark.parametrize("says", ["着力构建链条", "将打造集群", "拟引进企业", "规划建设园区"])
def test_an_intention_proves_no_state(proves: str, says: str) -> None:
    assert "打算" in refusal(proves, says)


@pytest.mark.parametrize("proves", ["wanted", "planned", "background", "against"])
def test_an_intention_may_be_wanted_planned_or_told(proves: str) -> None:
    assert refusal(proves, "着力引进企业") == ""


@pytest.mark.parametrize(
    "says",
    [
        "打通新能源商用车全产业链条",
        "推动织造染整关键环节转型提升",
        "建议打造种植、加工、电商全产业链",
        "着力构建链条",
        "重点发展生物食品",
        "提出要重点突破高性能装备零部件用钢产品",
    ],
)
def test_a_slogan_asks_for_nothing(says: str) -> None:
    assert "不是点名" in refusal("wanted", says)


@pytest.mark.parametrize(
    "says",
    [
        "加大招商力度，引入四轮一带全产业链",
        "加快各地医养照护中心建设，打通通道",
        "打造集群，邀请企业来考察",
        "做大做强互联网平台",
    ],
)
def test_what_is_asked_for_by_name_is_wanted_whatever_slogan_stands_beside_it(says: str) -> None:
    assert refusal("wanted", says) == ""


@pytest.mark.parametrize(
    "says",
    [
        "是中国木质活性炭产业基地",
        "全省低空应急产业示范基地落户",
        "为国家级制种大县",
        "贡米、莲子有地理标志等荣誉",
        "蜜橘、黄花梨进入全国名特优新农产品名录",
        "种业企业获评国家级育繁推一体化A证企业",
        "工业旅游区确定为国家4A级旅游景区",
        "智能工厂上榜全国首批名单",
    ],
)
def test_a_title_of_honour_makes_nothing(says: str) -> None:
    assert "称号" in refusal("present", says)


@pytest.mark.parametrize(
    "says", ["是中国高山茶之乡，种茶10万亩", "示范基地年产值 3 亿元", "名城有织布企业，在生产"]
)
def test_a_title_beside_what_is_made_does_not_spoil_it(says: str) -> None:
    assert refusal("present", says) == ""


@pytest.mark.parametrize(
    "says", ["国家产业示范基地举办推介活动", "竹具示范基地展出新品", "双安产业基地举办论坛"]
)
def test_a_title_is_not_helped_by_what_was_held_or_shown_there(says: str) -> None:
    assert "称号" in refusal("present", says)


@pytest.mark.parametrize(
    "says",
    [
        "永安每年举办竹业盛会",
        "智能农机装备大赛在建宁开赛，12支队伍、300人参加",
        "承办林业博览会，来客 3 万人",
        "国际竹天下发展论坛已举行 8 届",
    ],
)
def test_an_event_that_was_held_shows_no_link_however_many_came(says: str) -> None:
    assert "活动" in refusal("present", says)


@pytest.mark.parametrize(
    "says",
    ["赛事公司已投入运营，办马拉松 3 场", "创新中心已成立，支持创业大赛", "展会上有本地加工的竹席"],
)
def test_an_event_beside_who_works_there_does_not_spoil_it(says: str) -> None:
    assert refusal("present", says) == ""


@pytest.mark.parametrize(
    "says",
    [
        "建宁形成机械化制种、种子精加工、仓储物流等全产业链条",
        "三明已形成化纤、纺纱、产业用纺织品等较为完整的链",
        "尤溪已育成“纺纱—织造—染整—涂层”较为完整的产业链",
        "“织造—染整—服装”产业链集群初步形成",
        "福建形成从勘探、分离到金属及合金、功能材料的体系",
    ],
)
def test_a_chain_said_to_be_formed_shows_none_of_its_links(says: str) -> None:
    assert "整条链" in refusal("present", says)


@pytest.mark.parametrize(
    "says",
    [
        "格利尔染整已投入运营，形成较为完整的产业链",
        "年产面料 19.5 万吨；已形成较为完整的产业链",
        "氟化工生产线 3 条，产业链条初步形成",
    ],
)
def test_a_chain_formed_beside_what_is_made_does_not_spoil_it(says: str) -> None:
    assert refusal("present", says) == ""


@pytest.mark.parametrize(
    "says",
    [
        "改造全面竣工，含焦炉，最后一个项目2号高炉即将投产",
        "产能置换项目全面竣工",
        "生产线主体完工",
        "建成后年可加工水果，预计5月投产",
    ],
)
def test_what_is_finished_but_not_said_to_run_is_not_here(says: str) -> None:
    assert "没有说到投产" in refusal("present", says)


@pytest.mark.parametrize(
    "says", ["项目竣工投产", "一期完工，年产 5 万吨", "2020年竣工，生产线满负荷生产"]
)
def test_what_is_finished_and_runs_is_here(says: str) -> None:
    assert refusal("present", says) == ""


@pytest.mark.parametrize(
    "says",
    ["将乐有厂", "拟认定园区内有厂", "虚拟研究院", "已投产，将扩大", "年产 5 万吨，计划翻番"],
)
def test_something_done_or_another_word_is_no_intention(says: str) -> None:
    assert refusal("present", says) == ""


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("项目已于2017年6月竣工", "竣工"),
        ("生产线投产", "投产"),
        ("推动探矿权公开出让", "探矿"),
        ("氧化锂资源量达中型", "资源量"),
    ],
)
def test_what_is_finished_or_only_an_ore_body_is_not_planned(says: str, word: str) -> None:
    assert word in refusal("planned", says)


@pytest.mark.parametrize(
    "says",
    ["计划2026年6月投产", "建成后年产能 5 万吨", "一期投产，二期在建", "达产后可年产 5 万吨"],
)
def test_what_is_still_to_be_finished_is_planned(says: str) -> None:
    assert refusal("planned", says) == ""


def test_a_file_with_such_a_statement_is_refused_at_its_line(tmp_path: Path) -> None:
    evidence = {"source": "T1", "proves": "present", "says": "着力构建链条", "as_of": "2025"}
    named = {"id": "fabric", "name": "面料", "stage": "midstream", "presence": "present"}
    path = write_chain(tmp_path, links=[named | {"evidence": [evidence]}])

    with pytest.raises(DataError) as refused:
        load_chain(path, {})

    [problem] = refused.value.problems
    assert problem.line == path.read_text("utf-8").splitlines().index("    proves: present") + 1
    assert problem.where == "links › fabric › evidence › 第1项 › proves"
