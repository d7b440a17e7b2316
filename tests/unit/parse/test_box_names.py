"""Names of boxes as real sites give them: those of texts lose nothing, those of furniture are left out.

A word for furniture that is added to `marks` must not be a part of how somebody names the box of a text.
"""

from __future__ import annotations

from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

OF_TEXTS = """
    ArticleBody ArticleContainer ArticleElementsList ArticleModuleText_content ArticleModuleText_wrapper
    Layout__content MainInner PostContent RichTextStoryBody ShortnewsDetail_content StoryShowBaseTextBox
    a-article-grid__main a-content aem-GridColumn all-post-body alpha-block archives arti-content
    arti-content--thumbnail article article--content article--paragraph article-body article-body-inner
    article-body-text article-body-viewer-selector article-body__content article-content
    article-content__content-group--story article-copy article-detail article-list article-main-body
    article-markdown article-modules article-page article-paragraph article-text article-view article-wrap
    articleBody articleBodyBlock articleParagraph article__body article__body-text article__content__inner
    article__data article__paragraph article_body article_story article_text_wrapper articlebody
    articlecomponent articledetail-body artikel-content atc-Text atm-text-decorator bigtext block
    block-content blockquote__text blog-content body-copy body-elements__paragraph body-modules
    body__inner-container bodytext br-wrap buzz_sub_buzz c-article-body c-article-inline c-article-text
    c-content c-entry-content c-rich-text-renderer--article chapter-paragraph clearfix cmsBody content
    content-canvas content-lock-content content-news-tag-selector content-start content-wrapper
    content__article-body contentwrapper copytext copytext__paragraph dateline-storybody detail__content
    detay-icerik editor-p entry-content entry-content__content entry__body entrybody
    expressive-copy-lg-body fck_detail field field-name-body fig-content-body fig-paragraph footnotesList
    ft-text full-text grid-content id-Article-body id-Article-content-item-paragraph
    id-StoryElement-paragraph interview_interview js-text-selection kick__article__content__child l-feature
    lh-entryDetail-body live-event-lead-entry live-events__entry-text lyrics main-article-corpus
    main-content main-layout mainContentIntro main_area maincol mode-content modulepadding
    mol-rich-content--for-article mw-content-text news-list newsContent p-article-block p-main-contents
    pane-node-body paragraph-text permalink pmc-a-grid post post-body post-body-content post-page__body
    post-paywall post_content premium-content prose responsivegrid review-detail__text richtext
    ringBlockType-paragraph ringCommonDetail rte__list sectbody section single-content slide-layout
    speakable story story-core story-elements story-main-content story-v2-content-element-inline
    story__text storytext tab-body td-fix-index td-post-content tdb-block-inner text text-content
    text-description textBlock text__copytext textabsatz thecontent trb_ar_main typography--content u-list
    ue-c-article__body v-d-p voc-d widget word-wrap wrap wrap_left_content wrapper-article zn-body-text
""".split()
OF_FURNITURE = """
    BottomAds Comments ad ad-container article-footer article-related article-share article-tags
    article-tools articleTags article__content__footer block_comments block_related breadcrumbs c-ad
    comentarios comment compartir copyright czytajDalej discussionList disqus_thread entry-footer feedflare
    footer footer_banner hidden komentarze logo longread_tags main_logo mat-podobne media__embed navbar
    navi_bottom options post-meta post-tools post__tags promo-box related-articles related-stories respond
    sharebar sidebar similar-posts similarItems singular__related sociable social-icons social-share
    social_bkm_print social_item tags-rubrics toolbar tools twitter-share-button voteNeedLogin
""".split()
TEXT = PARAGRAPHS + MORE


def kept(inner: str) -> list[str]:
    return [block.text for block in parse_article(page(inner)).blocks]


def test_no_text_is_lost_for_the_name_of_its_box() -> None:
    inner = f"<h1>{HEADLINE}</h1><div>{body(TEXT[:3])}<div class={{}}>{body(TEXT[3:5])}</div>{body(TEXT[5:])}</div>"
    assert [name for name in OF_TEXTS if kept(inner.format(name)) != TEXT] == []


def test_no_paragraph_is_lost_for_its_own_name() -> None:
    paragraph = f"<p class={{}}>{TEXT[3]}</p>"
    inner = f"<h1>{HEADLINE}</h1><div>{body(TEXT[:3])}{paragraph}{body(TEXT[4:])}</div>"
    assert [name for name in OF_TEXTS if kept(inner.format(name)) != TEXT] == []


def test_furniture_is_known_by_its_name() -> None:
    box = "<div class={}><p>Thirty ministers like this so far</p></div>"
    inner = f"<h1>{HEADLINE}</h1><div>{body(TEXT[:3])}{box}{body(TEXT[3:])}</div>"
    assert [name for name in OF_FURNITURE if kept(inner.format(name)) != TEXT] == []
