# fish completion for telemetry-cli. Made by `python -m telemetry_cli.rendering.completions`.

function __telemetry_cli_codes
    printf '%s\n' @CODES@
end

function __telemetry_cli_options --description 'The options of a command that are not there yet'
    switch $argv[1]
@OPTIONS@
    end
end

function __telemetry_cli_values --description 'What follows an option of a command, or stands in a place'
    switch "$argv"
@VALUES@
        case '*'
            return 1
    end
end

function __telemetry_cli_list --description 'The words of a list by comma, after what is there'
    set -l before (string replace -r -- '[^,]*$' '' $argv[1])
    printf '%s\n' "$before"$argv[2..]
end

function __telemetry_cli_complete
    set -l current (commandline -ct)
    set -l words (commandline -opc)
    set -e words[1]
    set -l command ''
    set -l option ''
    set -l before ''
    set -l place 1
    set -l rest
    set -l ended 0
    set -l used
    for word in $words
        if test -n "$option"
            set option ''
        else if test $ended = 1
            set -a rest $word
        else
            switch $word
                case --
                    set ended 1
                case '--*=*'
                    set -a used (string split -m1 = -- $word)[1]
                case '-*'
                    set -a used $word
                    contains -- "$command $word" @VALUED@; and set option $word
                case '*'
                    if test -z "$command"
                        set command $word
                    else if contains -- "$command $word" @BELOW@
                        set command "$command $word"
                    else
                        set place (math $place + 1)
                    end
            end
        end
    end
    if test $ended = 1
        if test "$command" = run
            complete -C (string join ' ' -- (string escape -- $rest) $current)
            return
        end
        set place (math $place + (count $rest))
    else if string match -q -- '--*=*' $current
        set -l parts (string split -m1 = -- $current)
        set option $parts[1]
        set before "$option="
        set current $parts[2]
    else if string match -q -- '-*' $current; and test -z "$option"
        __telemetry_cli_options "$command" | while read -l line
            set -l parts (string split \t -- $line)
            if test "$parts[3]" = '*'; or not contains -- $parts[1] $used
                printf '%s\t%s\n' $parts[1] $parts[2]
            end
        end
        return
    end
    set -l values
    if test -n "$option"
        set values (__telemetry_cli_values "$command" $option $current)
    else
        set values (__telemetry_cli_values "$command" $place $current)
        or set values (__telemetry_cli_values "$command" ... $current)
    end
    switch "$values[1]"
        case @files
            set values (__fish_complete_path $current)
        case @directories
            set values (__fish_complete_directories $current '')
    end
    test (count $values) = 0; or printf '%s\n' $before$values
end

complete -c telemetry-cli -e
complete -c telemetry-cli -f -a '(__telemetry_cli_complete)'
