using System.Text;
using YamlDotNet.RepresentationModel;

namespace Burst.Server.Security;

/// <summary>What a client needs to talk to a server: kubectl reads it too.</summary>
public sealed record Kubeconfig(Uri Server, string CaPem, string Token)
{
    /// <summary>Written by `burst up` into its state folder, mode 0600.</summary>
    public void Write(string file) => PrivateFile.Write(file, $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: burst
          cluster:
            server: {Server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(CaPem))}
        users:
        - name: burst
          user:
            token: {Token}
        contexts:
        - name: burst
          context:
            cluster: burst
            user: burst
            namespace: default
        current-context: burst

        """);

    /// <exception cref="FormatException">Not a kubeconfig, or without what is needed; the message names the file and the field.</exception>
    public static Kubeconfig Read(string file)
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = new StreamReader(file);
            yaml.Load(reader);
            var root = yaml.Documents[0].RootNode;
            var current = Text(root["current-context"]);
            var context = Named(root["contexts"], current)["context"];
            var cluster = Named(root["clusters"], Text(context["cluster"]))["cluster"];
            var user = Named(root["users"], Text(context["user"]))["user"];
            var ca = Encoding.ASCII.GetString(Convert.FromBase64String(Text(cluster["certificate-authority-data"])));
            return new Kubeconfig(new Uri(Text(cluster["server"])), ca, Text(user["token"]));
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException))
        {
            throw new FormatException(
                $"{file}: not a kubeconfig with server, certificate-authority-data and token for its current context ({exception.Message}). `burst up` writes one into its state folder.", exception);
        }
    }

    private static YamlNode Named(YamlNode list, string name) =>
        ((YamlSequenceNode)list).First(item => Text(item["name"]) == name);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
