namespace Burst.Hosts.Aci.Tests.Mapping;

/// <summary>Groups as the real service returned them (azure-cli's public recordings of 2023-05, shortened).</summary>
internal static class RecordedGroups
{
    public const string Failed = """
        {"properties":{"sku":"Standard","provisioningState":"Succeeded","provisioningTimeoutInSeconds":1800,"isCustomProvisioningTimeout":false,
        "containers":[{"name":"clicontainer000002","properties":{"image":"alpine:latest","command":["/bin/sh","-c","echo hello; sleep 15; done"],
        "ports":[{"protocol":"TCP","port":80}],"environmentVariables":[],"instanceView":{"restartCount":0,"currentState":{"state":"Terminated",
        "startTime":"2023-05-01T16:57:05.78Z","exitCode":2,"finishTime":"2023-05-01T16:57:10.133Z","detailStatus":"Error"}},
        "resources":{"requests":{"memoryInGB":1.0,"cpu":1.0}}}}],"initContainers":[],"restartPolicy":"Never","ipAddress":{"ports":[{"protocol":"TCP",
        "port":80}],"ip":"168.62.215.203","type":"Public"},"osType":"Linux","instanceView":{"events":[],"state":"Failed"}},
        "id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/g",
        "name":"g","type":"Microsoft.ContainerInstance/containerGroups","location":"westus","tags":{}}
        """;

    public const string RunningSpot = """
        {"properties":{"sku":"Standard","provisioningState":"Succeeded","provisioningTimeoutInSeconds":1800,"isCustomProvisioningTimeout":false,
        "containers":[{"name":"clicontainer000002","properties":{"image":"alpine:latest","command":["/bin/sh","-c","sleep 20"],"ports":[],
        "environmentVariables":[{"name":"KEY1","value":"VALUE1"}],"instanceView":{"restartCount":0,"currentState":{"state":"Running",
        "startTime":"2023-05-05T00:15:52.212Z","detailStatus":""},"events":[{"count":1,"firstTimestamp":"2023-05-05T00:15:37Z",
        "lastTimestamp":"2023-05-05T00:15:37Z","name":"Pulling","message":"pulling image \"alpine\"","type":"Normal"},{"count":1,
        "firstTimestamp":"2023-05-05T00:15:52Z","lastTimestamp":"2023-05-05T00:15:52Z","name":"Started","message":"Started container",
        "type":"Normal"}]},"resources":{"requests":{"memoryInGB":1.0,"cpu":1.0}}}}],"initContainers":[],"restartPolicy":"Never",
        "osType":"Linux","instanceView":{"events":[],"state":"Running"},"priority":"Spot"},"name":"g","location":"westus","tags":{}}
        """;
}
