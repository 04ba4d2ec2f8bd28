"""Word files for the fuzzers: one as Word writes it, one without what nobody reads of it, and what is done to its XML."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile

from fuzzing import marred

TEXT = "甲市港口 张三 摄\n\n前8个月出口额达4.\n83亿元，同比增长16.7%；其中机电产品占65.4%。\n\n| 指标 | 2024年 |\n|---|---|\n| 出口（亿元） | 1,234.5 |\n"


def packed_zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("港口", 1)
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("指标", "值", "出口", "3"), strict=True):
        cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# Changes, controls, fields, hidden and raised text, a note and a remark, a text box.
MARKED = """<w:p><w:r><w:t>出口额达</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>360</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="a"><w:r><w:t>368.5</w:t></w:r></w:ins><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>亿元</w:t></w:r></w:sdtContent></w:sdt>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>，面积12500m</w:t></w:r>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>，同比</w:t></w:r></w:hyperlink>
<w:fldSimple w:instr="REF x"><w:r><w:t>增长5%</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>
<w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/><w:sym w:font="Symbol" w:char="F038"/></w:r>
<w:moveFrom w:id="3" w:author="a"><w:r><w:t>移</w:t></w:r></w:moveFrom><w:smartTag w:uri="u" w:element="e"><w:r><w:t>。</w:t></w:r></w:smartTag>
<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框中3人</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>表</w:t></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"""
MANY = ("settings", "stylesWithEffects", "fontTable", "webSettings", "theme", "customXml", "numbering")


def lean_word() -> bytes:
    """The same without what its reader passes over (Word's own file has 0.8 MB of styles), and with what it reads closely."""
    with zipfile.ZipFile(io.BytesIO(word())) as packed:
        kept = {n: packed.read(n) for n in packed.namelist() if not any(f"/{part}" in f"/{n}" for part in MANY)}
    kept.pop("docProps/thumbnail.jpeg")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"):
        left_out = "|".join((*MANY, "thumbnail"))
        kept[name] = re.sub(rb"<(?:Override|Relationship) [^>]*(?:%s)[^>]*/>" % left_out.encode(), b"", kept[name])
    styles = kept["word/styles.xml"].decode()
    listed = re.findall(
        r'<w:style (?=[^>]*"(?:Normal|Heading1|Title|Caption|ListBullet|TableNormal)").*?</w:style>', styles, re.S
    )
    kept["word/styles.xml"] = (styles.partition("<w:docDefaults>")[0] + "".join(listed) + "</w:styles>").encode()
    body = kept["word/document.xml"].decode()
    kept["word/document.xml"] = body.replace("<w:sectPr", MARKED + "<w:sectPr", 1).encode()
    return packed_zip(kept)


VALUES = ("", "0", "-1", "999", "99999999999", "x", "true", "甲", "Heading1", "F038", "on")


def rearranged(xml: bytes, chance: random.Random) -> bytes:
    """XML that is still XML: elements gone, doubled, moved into others, with other attributes and texts."""
    from lxml import etree

    root = etree.fromstring(xml)
    for _ in range(chance.randint(1, 8)):
        elements = list(root.iter())[1:]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.addnext(copy.deepcopy(one))
            case 2 if other not in one.iter():
                other.insert(chance.randint(0, len(other)), one)
            case 3 if one.attrib:
                one.set(chance.choice(sorted(one.attrib)), chance.choice(VALUES))
            case 4:
                one.tag = other.tag
            case _:
                one.text = marred(TEXT[: chance.randint(0, 40)], chance).translate(NO_XML)
    return bytes(etree.tostring(root, encoding="utf-8"))


NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFDD0, 0xD800, 0xDFFF, 0xDC80))
