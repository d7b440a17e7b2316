"""captures"""
