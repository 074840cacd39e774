using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Groups;

public sealed class GroupSecretsTests
{
    [Fact]
    public async Task Answers_OfAGroupWithSecrets_NeverContainThem()
    {
        await using var emulation = await Emulation.StartAsync();
        var body = Body();
        string[] answers =
        [
            (await emulation.PutGroupAsync("web", body)).Text,
            (await emulation.GetGroupAsync("web")).Text,
            (await emulation.GetAsync(Emulation.Groups)).Text,
            (await emulation.SendAsync(HttpMethod.Patch, $"{Emulation.Groups}/web", new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } })).Text,
            (await emulation.GetAsync("/_emulator/groups")).Text,
            (await emulation.DeleteGroupAsync("web")).Text,
        ];
        Assert.All(answers, answer => Assert.Contains("web", answer));
        Assert.All(answers, answer => Assert.DoesNotContain("hush", answer));
        Assert.All(answers, answer => Assert.DoesNotContain("aHVzaA==", answer));
        Assert.Equal("""[{"name":"TOKEN"},{"name":"PLAIN","value":"shown"}]""",
            JsonNode.Parse(answers[1])!["properties"]!["containers"]![0]!["properties"]!["environmentVariables"]!.ToJsonString());
        Assert.Equal("""{"name":"secret-volume","secret":{}}""", JsonNode.Parse(answers[1])!["properties"]!["volumes"]![0]!.ToJsonString());
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task StateFile_WithSecrets_IsForItsOwnerOnly()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", Body());
        string[] files = [.. Directory.GetFiles(emulation.Folder.File("state/groups")), emulation.Folder.File("state/tls.pem")];
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private static JsonObject Body() => AGroup.Body().With(body =>
    {
        ((JsonObject)body.FirstContainer()["properties"]!)["environmentVariables"] = JsonNode.Parse(
            """[{"name":"TOKEN","secureValue":"hush"},{"name":"PLAIN","value":"shown"}]""");
        body.Properties()["imageRegistryCredentials"] = JsonNode.Parse("""[{"server":"r.io","username":"u","password":"hush"}]""");
        body.Properties()["volumes"] = JsonNode.Parse("""
            [
              {"name":"secret-volume","secret":{"file":"aHVzaA=="}},
              {"name":"share-volume","azureFile":{"shareName":"s","storageAccountName":"a","storageAccountKey":"hush"}}
            ]
            """);
        body.Properties()["diagnostics"] = JsonNode.Parse("""{"logAnalytics":{"workspaceId":"w","workspaceKey":"hush"}}""");
    });
}
