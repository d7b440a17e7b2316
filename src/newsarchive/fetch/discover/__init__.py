"""Finding article URLs: feeds, sitemaps, feed links of home pages, links of section fronts."""

from newsarchive.fetch.discover.feeds import FeedContents, parse_feed
from newsarchive.fetch.discover.pages import find_feeds, section_links
from newsarchive.fetch.discover.sitemaps import SitemapContents, SitemapLink, parse_sitemap
from newsarchive.fetch.discover.walk import Discovery, DiscoveryReport, for_source, url_list

__all__ = [
    "Discovery",
    "DiscoveryReport",
    "FeedContents",
    "SitemapContents",
    "SitemapLink",
    "find_feeds",
    "for_source",
    "parse_feed",
    "parse_sitemap",
    "section_links",
    "url_list",
]
