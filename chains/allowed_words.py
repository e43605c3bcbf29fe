"""The closed lists of words that a chain file may use, because a later room looks them up.

A word outside its list would be refused, or worse overlooked, by the map, the desks or the
reading of bought lists; so the door refuses it, and the schema offers the list to an editor.
"""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from files.records import Text, refusal

COUNTIES = (
    "三元区",
    "沙县区",
    "永安市",
    "明溪县",
    "清流县",
    "宁化县",
    "大田县",
    "尤溪县",
    "将乐县",
    "泰宁县",
    "建宁县",
)
# 战略性新兴产业分类(2018), the nine fields.
EMERGING = (
    "新一代信息技术产业",
    "高端装备制造产业",
    "新材料产业",
    "生物产业",
    "新能源汽车产业",
    "新能源产业",
    "节能环保产业",
    "数字创意产业",
    "相关服务业",
)


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in words:
            offered = "、".join(filter(None, words)) + ("，或留空" if "" in words else "")
            told = f"不在允许的取值内（填写值：{text[:60]}；可填：{offered}）"
            raise refusal(told)
        return text

    return check


_OR_NONE = (*COUNTIES, "")
ChainCounty = Annotated[
    Text, AfterValidator(_one_of(COUNTIES)), Field(json_schema_extra={"enum": [*COUNTIES]})
]
CountyOrNone = Annotated[
    Text, AfterValidator(_one_of(_OR_NONE)), Field(json_schema_extra={"enum": [*_OR_NONE]})
]
EmergingIndustry = Annotated[
    Text, AfterValidator(_one_of(EMERGING)), Field(json_schema_extra={"enum": [*EMERGING]})
]
IndustryCode = Annotated[Text, StringConstraints(pattern=r"^\d{2,4}$")]
