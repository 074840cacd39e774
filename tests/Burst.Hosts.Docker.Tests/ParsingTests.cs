using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Tests;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", "/var/run/docker.sock", null, 0)]
    [InlineData("tcp://10.0.0.4:2376", null, "10.0.0.4", 2376)]
    [InlineData("tcp://vm-1.internal:2376", null, "vm-1.internal", 2376)]
    [InlineData("tcp://[::1]:2376", null, "::1", 2376)]
    public void Address_AsDockerWritesIt_IsTakenApart(string text, string? path, string? host, int port)
    {
        var address = EngineAddress.Parse(text);

        Assert.Equal(path, address.SocketPath);
        Assert.Equal(host, address.EndPoint?.Host.Trim('[', ']'));
        Assert.Equal(port, address.EndPoint?.Port ?? 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/var/run/docker.sock")]
    [InlineData("unix://relative.sock")]
    [InlineData("unix:///")]
    [InlineData("tcp://10.0.0.4")]
    [InlineData("tcp://10.0.0.4:2376/path")]
    [InlineData("tcp://user@10.0.0.4:2376")]
    [InlineData("https://10.0.0.4:2376")]
    [InlineData("ssh://root@vm-1")]
    public void Address_OfAnotherForm_IsRefused_AndTheFormsAreNamed(string text)
    {
        var exception = Assert.Throws<FormatException>(() => EngineAddress.Parse(text));

        Assert.Contains("unix:///PATH", exception.Message);
        Assert.Contains("tcp://HOST:PORT", exception.Message);
    }

    [Theory]
    [InlineData("nginx", "nginx", "latest", "docker.io")]
    [InlineData("nginx:1.27", "nginx", "1.27", "docker.io")]
    [InlineData("library/nginx:1.27", "library/nginx", "1.27", "docker.io")]
    [InlineData("ghcr.io/a/b:1", "ghcr.io/a/b", "1", "ghcr.io")]
    [InlineData("localhost:5000/a", "localhost:5000/a", "latest", "localhost:5000")]
    [InlineData("reg.azurecr.io/a@sha256:0011", "reg.azurecr.io/a", "sha256:0011", "reg.azurecr.io")]
    [InlineData("reg.azurecr.io/a:1@sha256:0011", "reg.azurecr.io/a", "sha256:0011", "reg.azurecr.io")]
    public void Image_IsTakenApartAsDockerDoes(string image, string repository, string tag, string registry)
    {
        var reference = ImageReference.Parse(image);

        Assert.Equal((repository, tag, registry), (reference.Repository, reference.TagOrDigest, reference.Registry));
    }
}
