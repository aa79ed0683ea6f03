"""Runs Kingdee's official Python SDK, in signed mode, against the Kingdee simulator.

How to run it: install the SDK into a virtual environment (pip install kingdee.cdp.webapi.sdk), start the sandbox
(bin/jinqiao sandbox --json, or bin/jinqiao dev --json), and give this script the JSON object under "kingdee":

    python3 official-sdk.py '{"url": "http://127.0.0.1:8080/k3cloud/", "acctId": "...", "userName": "...",
                              "appId": "...", "appSecret": "...", "lcid": 2052, "orgNum": 100}'

It prints a line for each call and ends with exit code 1 at the first answer that is not as expected.
It writes stocks with numbers of its own and deletes them again.
"""

import json
import sys
import time

from k3cloud_webapi_sdk.main import K3CloudApiSdk

FORM = "BD_STOCK"


def connect(site):
    sdk = K3CloudApiSdk(site["url"])
    sdk.InitConfig(
        site["acctId"],
        site["userName"],
        site["appId"],
        site["appSecret"],
        site["url"],
        site["lcid"],
        site["orgNum"],
    )
    return sdk


def stock(number):
    organization = {"FNumber": "100"}
    return {
        "FStockId": 0,
        "FCreateOrgId": organization,
        "FUseOrgId": organization,
        "FNumber": number,
        "FName": "仓库" + number,
    }


def expect(what, truth, answer):
    print(("ok    " if truth else "WRONG ") + what)
    if not truth:
        sys.exit("answer: " + json.dumps(answer, ensure_ascii=False))


def status(answer):
    return answer["Result"]["ResponseStatus"]


def expect_success(what, text):
    answer = json.loads(text)
    expect(what, status(answer)["IsSuccess"] is True, answer)
    return answer


def expect_rows(sdk, numbers, rows):
    quoted = ",".join("'" + number + "'" for number in numbers)
    answer = json.loads(
        sdk.ExecuteBillQuery(
            {
                "FormId": FORM,
                "FieldKeys": "FNumber,FDocumentStatus,FUseOrgId.FNumber",
                "FilterString": "FNumber in (" + quoted + ")",
                "OrderString": "FNumber asc",
                "TopRowCount": 0,
                "StartRow": 0,
                "Limit": 2000,
            }
        )
    )
    expect("ExecuteBillQuery " + str(rows), answer == rows, answer)


def one_document(sdk, number):
    saved = expect_success("Save", sdk.Save(FORM, {"Model": stock(number), "NeedReturnFields": ["FNumber"]}))
    expect("Save returns what was asked for", saved["Result"]["NeedReturnData"] == [{"FNumber": number}], saved)
    expect_success("Submit", sdk.Submit(FORM, {"Numbers": [number]}))
    expect_success("Audit", sdk.Audit(FORM, {"Ids": str(saved["Result"]["Id"])}))
    seen = expect_success("View", sdk.View(FORM, {"Number": number}))
    expect("View shows an audited document", seen["Result"]["Result"]["DocumentStatus"] == "C", seen)
    expect_rows(sdk, [number], [[number, "C", "100"]])
    expect_success("UnAudit", sdk.UnAudit(FORM, {"Numbers": [number]}))
    expect_success("Forbid", sdk.ExcuteOperation(FORM, "Forbid", {"Numbers": [number]}))
    expect_success("Delete", sdk.Delete(FORM, {"Numbers": [number]}))
    expect_rows(sdk, [number], [])


def many_documents(sdk, numbers):
    data = {"Model": [stock(number) for number in numbers], "IsAutoSubmitAndAudit": True, "BatchCount": 2}
    saved = expect_success("BatchSave", sdk.BatchSave(FORM, data))
    expect("BatchSave answers for each", len(status(saved)["SuccessEntitys"]) == len(numbers), saved)
    again = json.loads(sdk.BatchSave(FORM, data))
    expect("BatchSave refuses the same numbers", status(again)["MsgCode"] == 11, again)
    expect_rows(sdk, numbers, [[number, "C", "100"] for number in numbers])
    expect_success("UnAudit", sdk.UnAudit(FORM, {"Numbers": numbers}))
    expect_success("Delete", sdk.Delete(FORM, {"Numbers": numbers}))


def main(site):
    sdk = connect(site)
    centers = json.loads(sdk.GetDataCenters())
    expect("GetDataCenters", centers[0]["Id"] == site["acctId"], centers)
    currency = {"FormId": "BD_Currency", "FieldKeys": "FCODE", "FilterString": "FNUMBER='PRE001'"}
    answer = json.loads(sdk.ExecuteBillQuery(currency))
    expect("the Java SDK's CheckAuthInfo query", answer == [["CNY"]], answer)
    mark = "SDK" + str(int(time.time()))
    one_document(sdk, mark)
    many_documents(sdk, [mark + "-1", mark + "-2", mark + "-3"])
    queried = expect_success("BatchSaveQuery", sdk.BatchSaveQuery(FORM, {"Model": [stock(mark + "-q")]}))
    expect("BatchSaveQuery answers through polling", status(queried)["SuccessEntitys"][0]["DIndex"] == 0, queried)
    expect_success("Delete", sdk.Delete(FORM, {"Numbers": [mark + "-q"]}))
    wrong = K3CloudApiSdk(site["url"])
    wrong.InitConfig(site["acctId"], site["userName"], site["appId"], "wrong", site["url"])
    refused = json.loads(wrong.Save(FORM, {"Model": stock(mark)}))
    expect("a wrong secret is refused", status(refused)["MsgCode"] == 1, refused)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(json.loads(sys.argv[1]))
