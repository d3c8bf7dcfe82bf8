"""The sectors of Dutch education, with which every network begins."""

SECTORS = [
    {"code": "po", "name": "primair onderwijs", "english_name": "primary education"},
    {"code": "vo", "name": "voortgezet onderwijs", "english_name": "secondary education"},
    {"code": "so", "name": "speciaal onderwijs", "english_name": "special education"},
    {"code": "mbo", "name": "middelbaar beroepsonderwijs", "english_name": "vocational education"},
    {"code": "ho", "name": "hoger onderwijs", "english_name": "higher education"},
]
