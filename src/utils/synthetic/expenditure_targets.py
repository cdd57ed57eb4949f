"""Printed expenditure (K21 5.5) by registry id: what the grants must make room for and the accounts carry."""

NATIONAL_MILLION = {"PA": "K21-0720", "HM": "K21-0721", "IB": "K21-0722"}
# Share of national expenditure by municipality code.
EXPENDITURE_SHARES = {
    101: "K21-0737",
    751: "K21-0739",
    851: "K21-0741",
    461: "K21-0743",
    657: "K21-0746",
    621: "K21-0748",
    760: "K21-0750",
    376: "K21-0752",
    746: "K21-0754",
    430: "K21-0756",
    479: "K21-0758",
    169: "K21-0760",
    630: "K21-0762",
}
