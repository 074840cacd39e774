using System.Text;
using Burst.Api.Tests.Support;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Api.Tests;

public sealed class SecretTests
{
    private const string Value = "hunter2-hunter2";

    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Value));

    [Fact]
    public async Task Secret_NoAnswerEverShowsTheValue()
    {
        await using var api = await ApiFixture.StartAsync();
        var path = $"{Ask.Secrets}/keys";

        Answer[] answers =
        [
            await api.PostAsync($"{Ask.Secrets}?dryRun=All", Manifest.Secret("keys", Base64)),
            await api.PostAsync(Ask.Secrets, Manifest.Secret("keys", Base64)),
            await api.PostAsync(Ask.Secrets, Manifest.Secret("keys", Base64)),
            await api.PutAsync(path, Manifest.Secret("keys", Base64)),
            await api.PutAsync(path, Manifest.Secret("keys", Base64 + "!")),
            await api.PatchAsync(path, """{"metadata":{"labels":{"team":"a"}}}"""),
            await api.PatchAsync(path, """{"type":"other"}"""),
            await api.GetAsync(path),
            await api.GetAsync(Ask.Secrets),
            await api.TableAsync($"{Ask.Secrets}?includeObject=Object"),
            await api.ApplyAsync(Manifest.Secret("keys", Base64)),
            await api.GetAsync("/api/v1/events"),
            await api.GetAsync($"{Ask.Burst}/audit"),
            await api.DeleteAsync($"{path}?dryRun=All"),
            await api.DeleteAsync(path),
        ];

        Assert.All(answers, answer => Assert.DoesNotContain(Base64, answer.Text));
        Assert.All(answers, answer => Assert.DoesNotContain(Value, answer.Text));
        Assert.Equal([201, 201, 409, 200, 422, 200, 422, 200, 200, 200, 200, 200, 200, 200, 200], answers.Select(answer => answer.Status));
    }

    [Fact]
    public async Task Patch_OfMetadata_KeepsTheValue()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Secrets, Manifest.Secret("keys", Base64));

        await api.PatchAsync($"{Ask.Secrets}/keys", """{"metadata":{"labels":{"team":"a"}},"stringData":{"other":"x"}}""");

        var kept = await api.Loop.ReadAsync(state => state.Find<Secret>(ObjectKind.Secret, "default", "keys")!);
        Assert.Equal(Base64, kept.Data["password"]);
        Assert.Equal("eA==", kept.Data["other"]);
        Assert.Equal("a", kept.Metadata.Labels["team"]);
    }

    [Fact]
    public async Task Put_OfWhatWasRead_IsRefusedRatherThanStoringThePlaceholder()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Secrets, Manifest.Secret("keys", Base64));
        var read = await api.GetAsync($"{Ask.Secrets}/keys");

        var refused = await api.PutAsync($"{Ask.Secrets}/keys", read.Text);

        Assert.Equal(422, refused.Status);
        Assert.Equal(Base64, await api.Loop.ReadAsync(state => state.Find<Secret>(ObjectKind.Secret, "default", "keys")!.Data["password"]));
    }
}
